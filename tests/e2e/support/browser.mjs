// SPDX-License-Identifier: AGPL-3.0-or-later
// Chromium for the tests: opens pages in each language and theme, takes pictures, asks axe.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const wide = { width: 1440, height: 900 };
export const narrow = { width: 390, height: 844 };

/** `agent`: what the browser calls itself in every request, those that a page sends as it goes away included (the
    `userAgent` of a page is not heeded there, and a headless browser's own name is a robot's). */
export const openBrowser = ({ agent } = {}) =>
  chromium.launch({ executablePath: program, headless: true, args: agent ? [...quiet, `--user-agent=${agent}`] : quiet });

/** A page of its own (own cookies), with what it complained of in `page.complaints`: script errors, refusals of the policy. */
export async function openPage(browser, { locale = 'fr', theme = 'light', viewport = wide, base, cookies = [], userAgent } = {}) {
  const context = await browser.newContext({ viewport, baseURL: base, locale: locale === 'fr' ? 'fr-FR' : 'en-GB', timezoneId: 'Europe/Paris', reducedMotion: 'reduce', userAgent });
  await context.addCookies(cookies);
  await context.addInitScript(([language, scheme]) => {
    if (window !== window.top) return; // a document shown within the page has no storage of its own
    localStorage.getItem('parvis.locale') ?? localStorage.setItem('parvis.locale', language);
    localStorage.getItem('parvis.theme') ?? localStorage.setItem('parvis.theme', scheme);
  }, [locale, theme]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => /Content Security Policy|Minified React|Uncaught/.test(message.text()) && page.complaints.push(message.text()));
  return page;
}

/** What axe finds wrong by WCAG 2.2 AA: "rule: selector (why)". `rules`: those alone. */
export async function axeFindings(page, rules = null) {
  // Through the protocol, which no Content-Security-Policy forbids.
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(axe);
  return page.evaluate(async (only) => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await window.axe.run(document, { runOnly: only ? { type: 'rule', values: only } : tags, resultTypes: ['violations'] });
    return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} (${node.failureSummary?.split('\n')[1]?.trim()})`));
  }, rules);
}

/** Kept under PARVIS_SHOTS when that is set; nothing otherwise. */
export async function picture(page, name) {
  const folder = process.env.PARVIS_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
