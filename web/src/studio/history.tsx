// SPDX-License-Identifier: AGPL-3.0-or-later
// Every saved text of a content: read one, bring it back as a new revision.
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../api/loaded';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { formatMoment } from '../ui/format';
import { Section } from '../ui/page';
import { useWords, useZone } from '../ui/words';
import { restoreRevision, revisions, type Content, type Revision } from './content';

interface HistoryParts {
  brand: string;
  content: Content;
  /** Runs the act once what is typed is saved, then opens the content again. */
  restored: (act: () => Promise<unknown>) => void;
}

export function History({ brand, content, restored }: HistoryParts) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Section title={t('studio.history.title')} actions={<Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'studio.history.hide' : 'studio.history.show')}</Button>}>
      {open ? <Revisions brand={brand} content={content} restored={restored} /> : null}
    </Section>
  );
}

function Revisions(parts: HistoryParts) {
  const { brand, content } = parts;
  const found = useQuery({ queryKey: ['content', brand, content.id, 'revisions', content.revision], queryFn: () => revisions(brand, content.id) });
  return <Loaded of={found}>{({ items }) => <Past {...parts} past={items.filter((one) => one.revision !== content.revision)} />}</Loaded>;
}

function Past({ brand, content, restored, past }: HistoryParts & { past: Revision[] }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const [chosen, setChosen] = useState('');
  if (!past.length) return <p className="soft">{t('studio.history.none')}</p>;
  const shown = past.find((one) => String(one.revision) === chosen) ?? past[0]!;
  const label = (one: Revision) => t('studio.history.line', { revision: one.revision, moment: formatMoment(one.saved_at, locale, { zone }), title: one.draft.title });
  const bring = () =>
    restoreRevision(brand, content.id, shown.revision).then(
      () => (void refresh('content', brand), toast({ said: t('studio.history.restored', { revision: shown.revision }) })),
      (error: unknown) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
    );
  return (
    <div className="stack">
      <NativeSelect label={t('studio.history.choose')} data={past.map((one) => ({ value: String(one.revision), label: label(one) }))} value={String(shown.revision)} onChange={(event) => setChosen(event.currentTarget.value)} />
      <div className="panel" style={{ whiteSpace: 'pre-wrap' }}>{shown.draft.body || t('studio.preview.empty')}</div>
      <div><Button variant="default" onClick={() => restored(bring)}>{t('studio.history.bring_back')}</Button></div>
    </div>
  );
}
