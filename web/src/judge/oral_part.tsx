// SPDX-License-Identifier: AGPL-3.0-or-later
// The oral: when and where, what the presenter shows, and one's own questions and notes, saved as one types.
import { Textarea } from '@mantine/core';
import { SaveState, useAutosave } from '../api/autosave';
import { formatMoment } from '../ui/format';
import { Section } from '../ui/page';
import { Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { loadSheet, saveOralNote, type MarkingSheet, type OralSlot } from './queries';

export function OralPart({ sheet, locked }: { sheet: MarkingSheet; locked: boolean }) {
  const { t } = useWords();
  if (!sheet.oral) return <Note>{t('judge.no_oral_slot')}</Note>;
  return <Oral sheet={sheet} slot={sheet.oral} locked={locked} />;
}

function Oral({ sheet, slot, locked }: { sheet: MarkingSheet; slot: OralSlot; locked: boolean }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const empty = { questions: '', notes: '', revision: 0 };
  const { draft, edit, state } = useAutosave({
    name: `oral:${slot.id}`,
    record: sheet.oral_note ?? empty,
    save: ({ questions, notes, revision }) => saveOralNote(slot.id, { questions, notes, revision }),
    reload: () => loadSheet(sheet.id).then((now) => now.oral_note ?? empty),
  });
  return (
    <Section title={t('judge.oral')} actions={locked ? null : <SaveState state={state} />}>
      <p>{formatMoment(slot.starts_at, locale, { zone })} · {t('judge.minutes_long', { minutes: slot.minutes })}{slot.place ? ` · ${slot.place}` : ''}</p>
      {sheet.oral_materials.map((one) => <a key={one.id} href={`/api/my-juries/${sheet.session_id}/oral-materials/${one.id}`} target="_blank" rel="noopener">{one.name}</a>)}
      <Textarea label={t('judge.questions')} autosize minRows={2} maxLength={4000} readOnly={locked} value={draft.questions} onChange={(event) => edit({ questions: event.currentTarget.value })} />
      <Textarea label={t('judge.notes')} description={t('judge.notes_more')} autosize minRows={2} maxLength={4000} readOnly={locked} value={draft.notes} onChange={(event) => edit({ notes: event.currentTarget.value })} />
    </Section>
  );
}
