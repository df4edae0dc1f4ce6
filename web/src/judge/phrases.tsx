// SPDX-License-Identifier: AGPL-3.0-or-later
// One's own phrases: copied to the clipboard to be pasted in any remark, kept from what was just typed.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { useWords } from '../ui/words';
import { addPhrase, dropPhrase, type Phrase } from './queries';

export function Phrases({ phrases, grid }: { phrases: Phrase[]; grid: string }) {
  const { t } = useWords();
  const [typed, type] = useState('');
  const [own, setOwn] = useState(phrases);
  const [run] = useAct();
  const add = () => void run({ act: async () => setOwn([...own, await addPhrase(typed)]), said: t('judge.phrase_kept') }).then((done) => done && type(''));
  const copy = (text: string) => void run({ act: () => navigator.clipboard.writeText(text), said: t('judge.phrase_copied') });
  return (
    <details>
      <summary>{t('judge.phrases', { count: own.length })}</summary>
      <ul className="stack-tight">
        {own.map((one) => (
          <li key={one.id} className="spread">
            <span className="grow">{one.text}</span>
            <span className="line">
              <Button size="compact-sm" variant="default" onClick={() => copy(one.text)}>{t('judge.copy')}</Button>
              <Button size="compact-sm" variant="subtle" onClick={() => void run({ of: one.id, act: () => dropPhrase(one.id) }).then((done) => done && setOwn(own.filter(({ id }) => id !== one.id)))}>{t('judge.drop')}</Button>
            </span>
          </li>
        ))}
      </ul>
      <form className="line" onSubmit={(event) => (event.preventDefault(), typed.trim() && add())}>
        <TextInput className="grow" aria-label={t('judge.phrase_new')} placeholder={t('judge.phrase_new')} maxLength={500} value={typed} onChange={(event) => type(event.currentTarget.value)} id={`phrase-${grid}`} />
        <Button type="submit" variant="default">{t('judge.phrase_keep')}</Button>
      </form>
    </details>
  );
}
