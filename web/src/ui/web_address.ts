// SPDX-License-Identifier: AGPL-3.0-or-later
/** An entire address of the web, which a link can lead to from anywhere. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/]+\.[^\s]+$/.test(text);
