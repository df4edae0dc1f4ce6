// SPDX-License-Identifier: AGPL-3.0-or-later
/** "https://parvis.example/l/abc2345" is "abc2345". */
export const codeOf = (typed: string) => /\/l\/([a-z0-9]+)\/?$/i.exec(typed.trim())?.[1] ?? typed.trim();
