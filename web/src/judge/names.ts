// SPDX-License-Identifier: AGPL-3.0-or-later
/** A session with its block; the final jury's has none. */
export const sessionName = ({ session, block }: { session: string; block: string }): string => (block === 'final' ? session : `${session} · ${block}`);
