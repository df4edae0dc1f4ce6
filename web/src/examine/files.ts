// SPDX-License-Identifier: AGPL-3.0-or-later
/** What the server takes, said before a file is sent; it decides all the same. */
export const accepted = ['.pdf', '.docx', '.pptx', '.xlsx', '.odt', '.odp', '.ods', '.jpg', '.jpeg', '.png', '.webp', '.gif', '.mp3', '.m4a', '.wav', '.mp4', '.mov', '.txt', '.md', '.csv'];
export const most_bytes = 100_000_000;
