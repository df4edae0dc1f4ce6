// SPDX-License-Identifier: AGPL-3.0-or-later
// The open row of a list stands in the path (/objectifs/ID, which evidence links to) or after "?" (the list's own way).
import { useAddress, useGo, useParam } from '../ui/address';

export function useOpenRow(name: string, list: string): [string | undefined, (id: string | undefined) => void] {
  const inPath = useParam(name);
  const [query, change] = useAddress();
  const go = useGo();
  return [query.open ?? (inPath || undefined), (id) => (inPath ? go(id ? `${list}?open=${id}` : list) : change({ open: id }))];
}
