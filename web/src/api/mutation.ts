// SPDX-License-Identifier: AGPL-3.0-or-later
// A mutation that ignores a call while the same call is under way.
import { hashKey, useMutation as useAnyMutation, type UseMutationOptions, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { UnderWay } from './once';

export function useMutation<Answer = unknown, Asked = void>(plan: UseMutationOptions<Answer, Error, Asked>): UseMutationResult<Answer, Error, Asked> {
  const [work] = useState(() => new UnderWay());
  const mutation = useAnyMutation<Answer, Error, Asked>({ ...plan, onSettled: (...told) => (work.end(hashKey([told[2]])), plan.onSettled?.(...told)) });
  const mutate: typeof mutation.mutate = (...asked) => {
    if (work.begin(hashKey([asked[0]]))) mutation.mutate(...asked);
  };
  return { ...mutation, mutate };
}
