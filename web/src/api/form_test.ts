// SPDX-License-Identifier: AGPL-3.0-or-later
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, test, vi } from 'vitest';
import { useForm, type FormState } from './form';

vi.mock('../ui/words', async (original) => ({ ...(await original<object>()), useWords: () => ({ t: (key: string) => key, locale: 'fr' }) }));

interface Values {
  title: string;
}
const stored = new Map<string, string>();
beforeEach(() => {
  stored.clear();
  vi.stubGlobal('sessionStorage', { getItem: (key: string) => stored.get(key) ?? null, removeItem: (key: string) => void stored.delete(key) });
});

/** The form as it is first drawn for what the server holds now. */
function drawn(now: { title: string; revision: number }): { form: FormState<Values>; sent: unknown[] } {
  const sent: unknown[] = [];
  let form: FormState<Values>;
  function Drawn() {
    form = useForm<Values>({ name: 'objective:1', initial: { title: now.title }, revision: now.revision, send: async (values, revision) => void sent.push({ ...values, revision }) });
    return null;
  }
  renderToStaticMarkup(createElement(Drawn));
  return { form: form!, sent };
}
const keep = (draft: object) => stored.set('parvis.form..objective:1', JSON.stringify(draft));

test('a kept draft goes out with the revision it was written from, and its form says that there is a newer one', async () => {
  keep({ values: { title: 'mine' }, seen: 3 });
  const { form, sent } = drawn({ title: 'theirs', revision: 4 });
  expect([form.values.title, form.restored, form.behind]).toEqual(['mine', true, true]);
  await form.submit();
  expect(sent).toEqual([{ title: 'mine', revision: 3 }]);
});

test('a draft of the present revision is behind nobody', () => {
  keep({ values: { title: 'mine' }, seen: 4 });
  const { form } = drawn({ title: 'theirs', revision: 4 });
  expect([form.restored, form.behind]).toEqual([true, false]);
});

test('without a draft, what the server holds goes out with its revision', async () => {
  const { form, sent } = drawn({ title: 'theirs', revision: 4 });
  expect([form.restored, form.behind]).toEqual([false, false]);
  await form.submit();
  expect(sent).toEqual([{ title: 'theirs', revision: 4 }]);
});

test('the day that was pointed at stands over the draft, what was not pointed at stays', () => {
  stored.set('parvis.form..publication:new', JSON.stringify({ values: { text: 'riv', moment: { date: '2026-05-12', time: '11:00' } }, seen: null }));
  let form: FormState<{ text: string; moment: { date: string; time: string } }>;
  function Drawn() {
    form = useForm({ name: 'publication:new', initial: { text: '', moment: { date: '2026-05-20', time: '09:00' } }, over: { 'moment/date': '2026-05-20', 'moment/time': undefined }, send: async () => undefined });
    return null;
  }
  renderToStaticMarkup(createElement(Drawn));
  expect(form!.values).toEqual({ text: 'riv', moment: { date: '2026-05-20', time: '11:00' } });
});
