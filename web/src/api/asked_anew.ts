// SPDX-License-Identifier: AGPL-3.0-or-later
// How a page asks for what it lets one change: anew each time it opens, since its answers do not know what was saved after
// them, and never while it stands, under whoever types.

export const asked_anew = { staleTime: Infinity, gcTime: 0 } as const;
