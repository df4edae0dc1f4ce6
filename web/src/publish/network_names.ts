// SPDX-License-Identifier: AGPL-3.0-or-later
// The networks as they name themselves; what is no network's own name is said in the person's language.
const own = { bluesky: 'Bluesky', mastodon: 'Mastodon', wordpress: 'WordPress', instagram: 'Instagram', facebook: 'Facebook', linkedin: 'LinkedIn', tiktok: 'TikTok', x: 'X', threads: 'Threads', youtube: 'YouTube', pinterest: 'Pinterest' };

export const network_names: Record<'fr' | 'en', Record<string, string>> = {
  fr: { ...own, newsletter: "Lettre d'information", shop_window: 'Vitrine', other: 'Autre' },
  en: { ...own, newsletter: 'Newsletter', shop_window: 'Shop window', other: 'Other' },
};
