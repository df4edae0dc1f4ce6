// SPDX-License-Identifier: AGPL-3.0-or-later
/** What the server takes, said before a file is sent; it decides all the same (src/domain/examine/upload.cpp). */
const kinds = [
  { endings: ['.pdf', '.docx', '.pptx', '.xlsx', '.odt', '.odp', '.ods', '.jpg', '.jpeg', '.png', '.webp', '.gif'], most: 25_000_000 },
  { endings: ['.mp3', '.m4a', '.wav'], most: 60_000_000 },
  { endings: ['.mp4', '.mov'], most: 100_000_000 },
  { endings: ['.txt', '.md', '.csv'], most: 2_000_000 },
];

export const accepted = kinds.flatMap(({ endings }) => endings);
/** By the name's ending; the least where it is of no kind. */
export const mostBytes = ({ name }: { name: string }): number => kinds.find(({ endings }) => endings.some((one) => name.toLowerCase().endsWith(one)))?.most ?? 2_000_000;
