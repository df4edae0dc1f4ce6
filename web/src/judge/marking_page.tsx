// SPDX-License-Identifier: AGPL-3.0-or-later
// Marking: the evidence left, the grid right. All by keyboard: arrows or digits choose a level, Enter goes to the next
// criterion; saved as one goes, kept on the device while the network is away.
import { Button, Textarea } from '@mantine/core';
import { SaveState, useAutosave } from '../api/autosave';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { queries } from '../api/queries';
import { useParam } from '../ui/address';
import { toast, useConfirm } from '../ui/feedback';
import { formatMoment } from '../ui/format';
import { Go, Page, Section } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { BlocksHeld } from './blocks_held';
import { Evidence } from './evidence';
import styles from './judge.module.css';
import { MarkingGrid, marked } from './marking_grid';
import { sessionName } from './names';
import { OralPart } from './oral_part';
import { PaperPart } from './paper_part';
import { Phrases } from './phrases';
import { lockGrid, loadSheet, saveDraft, useSheet, type GridDraft, type Mark, type MarkingSheet } from './queries';

export default function MarkingPage() {
  const id = useParam('grid');
  return <Loaded page of={useSheet(id)}>{(sheet) => <Sheet key={`${id}:${sheet.state === 'locked'}`} sheet={sheet} />}</Loaded>;
}

/** In place of what stands on the page. */
const show = (sheet: MarkingSheet) => queries.setQueryData<MarkingSheet>(['grid', sheet.id], (shown) => shown && sheet);
const draftOf = (sheet: MarkingSheet): GridDraft => ({ marks: sheet.marks, remark: sheet.remark, revision: sheet.revision });

function Sheet({ sheet }: { sheet: MarkingSheet }) {
  const { t } = useWords();
  const locked = sheet.state === 'locked' || sheet.state === 'voided';
  const { draft, edit, state, flush, now } = useAutosave<GridDraft>({
    name: `grid:${sheet.id}`,
    record: draftOf(sheet),
    save: (next) => saveDraft(sheet.id, next),
    reload: () => loadSheet(sheet.id).then(draftOf),
  });
  const setMark = (mark: Mark) => edit((old) => ({ ...old, marks: [...old.marks.filter((one) => one.criterion !== mark.criterion), mark] }));
  const answers = sheet.part === 'questionnaire';
  const lead = `${sessionName(sheet)} · ${t(`judge.part.${sheet.part}`)}`;
  return (
    <Page title={t('judge.grid_of', { pseudonym: sheet.pseudonym })} lead={<>{lead} · <Go to="/certifier/mes-jurys">{t('judge.my_juries')}</Go></>} actions={locked ? null : <SaveState state={state} />} wide>
      <Standing sheet={sheet} />
      <div className={answers ? undefined : styles.sides}>
        {sheet.block === 'final' ? <BlocksHeld blocks={sheet.blocks} /> : answers ? null : <Evidence sheet={sheet} />}
        <div className="stack">
          {sheet.part === 'oral' ? <OralPart sheet={sheet} locked={locked} /> : null}
          {sheet.criteria.length ? <MarkingGrid sheet={sheet} marks={draft.marks} setMark={setMark} locked={locked} /> : null}
          <Section title={t('judge.whole')}>
            <Textarea label={t('judge.whole_remark')} autosize minRows={2} maxLength={4000} readOnly={locked} value={draft.remark} onChange={(event) => edit({ remark: event.currentTarget.value })} />
          </Section>
          {locked ? null : <Phrases phrases={sheet.phrases} grid={sheet.id} />}
          {locked ? null : <PaperPart sheet={sheet} />}
          <Closing sheet={sheet} draft={draft} locked={locked} flush={flush} now={now} />
        </div>
      </div>
    </Page>
  );
}

function Standing({ sheet }: { sheet: MarkingSheet }) {
  const { t, locale } = useWords();
  const zone = useZone();
  return (
    <>
      {sheet.matches === 'differs' ? <Note tone="warn">{t('judge.submission_differs')}</Note> : null}
      {sheet.accommodation ? <Note>{t('judge.accommodation', { effect: sheet.accommodation })}</Note> : null}
      {sheet.state === 'locked' ? <Note tone="good">{t('judge.locked_at', { at: formatMoment(sheet.locked_at ?? '', locale, { zone }) })}</Note> : null}
      {sheet.state === 'voided' ? <Note tone="warn">{t('judge.grid_void')}</Note> : null}
    </>
  );
}

interface ClosingParts {
  sheet: MarkingSheet;
  draft: GridDraft;
  locked: boolean;
  flush: () => Promise<boolean>;
  now: () => GridDraft;
}

function Closing({ sheet, draft, locked, flush, now }: ClosingParts) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [run, busy] = useAct();
  const done = marked(sheet, draft.marks);
  const lock = async () => {
    if (!(await flush())) return toast({ said: t('judge.lock_unsaved'), tone: 'bad' });
    if (!(await confirm({ title: t('judge.lock'), consequence: t('judge.lock_consequence'), verb: t('judge.lock') }))) return;
    await run({ act: async () => show(await lockGrid(sheet.id, now().revision, sheet.submission_sha256)), said: t('judge.locked'), touches: ['jury'] });
  };
  return (
    <div className={styles.bar}>
      <span className="line" role="status">{sheet.criteria.length ? <Badge tone={done === sheet.criteria.length ? 'good' : 'plain'}>{t('judge.progress', { count: done, all: sheet.criteria.length })}</Badge> : null}</span>
      <span className="line">
        {sheet.previous ? <Go to={`/certifier/grilles/${sheet.previous}`}>{t('judge.previous')}</Go> : null}
        {sheet.next ? <Go to={`/certifier/grilles/${sheet.next}`}>{t('judge.next')}</Go> : null}
        {locked ? null : <Button onClick={() => void lock()} loading={busy}>{t('judge.lock')}</Button>}
      </span>
    </div>
  );
}
