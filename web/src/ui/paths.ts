// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads and writes a value by the path that the server gives to a wrong field: "objectives/0/figure".
export type Tree = Record<string, unknown>;

export function valueAt(tree: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((at, name) => (at && typeof at === 'object' ? (at as Tree)[name] : undefined), tree);
}

/** A copy with the value in place; what is beside it is shared. */
export function withValueAt<T>(tree: T, path: string, value: unknown): T {
  const [name, ...rest] = path.split('/') as [string, ...string[]];
  const copy = (Array.isArray(tree) ? [...tree] : { ...tree }) as unknown as Tree;
  copy[name] = rest.length ? withValueAt((copy[name] ?? {}) as Tree, rest.join('/'), value) : value;
  return copy as unknown as T;
}
