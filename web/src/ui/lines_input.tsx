// SPDX-License-Identifier: AGPL-3.0-or-later
// A list of short texts, one a line: goals, topics, words.
import { Textarea } from '@mantine/core';
import { useState } from 'react';

interface Parts {
  label: string;
  description?: string;
  value: string[] | undefined;
  onChange: (value: string[]) => void;
  error?: string;
  'data-path'?: string;
}
const linesOf = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);

export function LinesInput({ label, description, value = [], onChange, error, ...more }: Parts) {
  // What is being typed may end with an empty line: it is not taken away under the person's fingers.
  const [text, setText] = useState(value.join('\n'));
  const shown = linesOf(text).join('\n') === value.join('\n') ? text : value.join('\n');
  return <Textarea label={label} description={description} autosize minRows={2} value={shown} error={error} {...more} onChange={(event) => (setText(event.currentTarget.value), onChange(linesOf(event.currentTarget.value)))} />;
}
