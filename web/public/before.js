// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs before the page is painted: sets theme and language so that neither flashes.
(function () {
  var root = document.documentElement;
  var theme = 'auto';
  var locale = null;
  try {
    theme = localStorage.getItem('parvis.theme') || 'auto';
    locale = localStorage.getItem('parvis.locale');
  } catch (refused) {
    // Storage is shut: the system's choice holds.
  }
  var dark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  root.lang = locale || (navigator.language.slice(0, 2) === 'en' ? 'en' : 'fr');
})();
