// SPDX-License-Identifier: AGPL-3.0-or-later
// The documents of a brief. Select words to highlight them; by keyboard, each paragraph can be highlighted whole.
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { useBrand, useMay } from '../identity';
import { useConfirm } from '../ui/feedback';
import { Icon } from '../ui/icons';
import { Badge } from '../ui/states';
import { useWords } from '../ui/words';
import { highlight, passage_kinds, removeDocument, removePassage, type BriefDocument, type BriefSheet, type Passage } from './queries';
import { spansOf } from './spans';
import styles from './strategy.module.css';

interface Choice {
  paragraph: number;
  first_unit: number;
  end_unit: number;
  excerpt: string;
}

export function BriefDocuments({ sheet }: { sheet: BriefSheet }) {
  const { t } = useWords();
  if (!sheet.documents.length) return <p className="soft">{t('strategy.brief.no_document')}</p>;
  return <>{sheet.documents.map((document) => <OneDocument key={document.id} sheet={sheet} document={document} />)}</>;
}

/** Where a point of the selection stands in its paragraph, in UTF-16 units. */
function unitOf(paragraph: Element, node: Node, offset: number): number {
  const range = window.document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

function chosenIn(box: HTMLElement): Choice | null {
  const selection = window.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const paragraph = (range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement)?.closest<HTMLElement>('[data-paragraph]');
  if (!paragraph || !box.contains(paragraph) || !paragraph.contains(range.endContainer)) return null;
  const first_unit = unitOf(paragraph, range.startContainer, range.startOffset);
  const excerpt = range.toString();
  return { paragraph: Number(paragraph.dataset['paragraph']), first_unit, end_unit: first_unit + excerpt.length, excerpt };
}

function OneDocument({ sheet, document }: { sheet: BriefSheet; document: BriefDocument }) {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const confirm = useConfirm();
  const [run] = useAct();
  const [choice, setChoice] = useState<Choice | null>(null);
  const passages = sheet.passages.filter((passage) => passage.document_id === document.id);
  const drop = async () => {
    const yes = await confirm({ title: t('strategy.brief.drop_title', { name: document.name }), consequence: t('strategy.brief.drop_more', { count: passages.length }), verb: t('strategy.brief.drop'), tone: 'bad' });
    if (yes) await run({ of: document.id, act: () => removeDocument(brand.id, document.id), touches: ['brief'] });
  };
  const whole = (paragraph: number) => setChoice({ paragraph, first_unit: 0, end_unit: document.paragraphs[paragraph]!.length, excerpt: document.paragraphs[paragraph]! });
  return (
    <article className="panel stack-tight">
      <div className="spread">
        <h3>{document.name}</h3>
        {may('write_plan') ? <ActionIcon variant="subtle" color="gray" aria-label={t('strategy.brief.drop_title', { name: document.name })} onClick={() => void drop()}><Icon name="trash" /></ActionIcon> : null}
      </div>
      {choice ? <Highlight sheet={sheet} document={document} choice={choice} close={() => setChoice(null)} /> : may('write_plan') ? <p className="small soft">{t('strategy.brief.how')}</p> : null}
      <div className={styles.document} onMouseUp={(event) => may('write_plan') && setChoice((old) => chosenIn(event.currentTarget) ?? old)} tabIndex={0} role="group" aria-label={document.name}>
        {document.paragraphs.map((text, place) => (
          <div key={place} className={styles.paragraph}>
            <p data-paragraph={place}>{spansOf(text, passages.filter((passage) => passage.paragraph === place)).map((span, at) => (span.passage ? <mark key={at}>{span.text}</mark> : <span key={at}>{span.text}</span>))}</p>
            {may('write_plan') && text.trim() ? <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('strategy.brief.whole', { place: place + 1 })} onClick={() => whole(place)}><Icon name="plus" small /></ActionIcon> : null}
          </div>
        ))}
      </div>
    </article>
  );
}

const most_units = 1000;

function Highlight({ sheet, document, choice, close }: { sheet: BriefSheet; document: BriefDocument; choice: Choice; close: () => void }) {
  const { t } = useWords();
  const brand = useBrand();
  const [run, busy] = useAct();
  const [kind, setKind] = useState<Passage['kind']>('need');
  const cut = { ...choice, end_unit: Math.min(choice.end_unit, choice.first_unit + most_units), excerpt: choice.excerpt.slice(0, most_units) };
  const keep = async () => (await run({ of: sheet.brief.id, act: () => highlight(brand.id, sheet.brief.id, { ...cut, document_id: document.id, kind, serves: 'nothing' }), touches: ['brief'] })) && close();
  return (
    <div className={styles.highlight} role="status">
      <span className="small clip">« {choice.excerpt} »</span>
      <span className="line">
        <NativeSelect aria-label={t('strategy.brief.kind')} value={kind} onChange={(event) => setKind(event.currentTarget.value as Passage['kind'])} data={passage_kinds.map((one) => ({ value: one, label: t(`strategy.brief.kinds.${one}`) }))} />
        <Button loading={busy} onClick={() => void keep()}>{t('strategy.brief.highlight')}</Button>
        <Button variant="default" onClick={close}>{t('ui.cancel')}</Button>
      </span>
    </div>
  );
}

/** What was highlighted, by kind: the matter of the restatement. */
export function Passages({ sheet }: { sheet: BriefSheet }) {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const [run] = useAct();
  if (!sheet.passages.length) return null;
  return (
    <ul className={styles.passages} aria-label={t('strategy.brief.passages')}>
      {sheet.passages.map((passage) => (
        <li key={passage.id} className="spread">
          <span className="grow"><Badge tone="accent">{t(`strategy.brief.kinds.${passage.kind}`)}</Badge> « {passage.excerpt} »</span>
          {may('write_plan') ? <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('strategy.brief.unhighlight', { excerpt: passage.excerpt.slice(0, 40) })}
            onClick={() => void run({ of: passage.id, act: () => removePassage(brand.id, passage.id), said: t('strategy.brief.unhighlighted'), undo: () => highlight(brand.id, sheet.brief.id, again(passage)), touches: ['brief'] })}><Icon name="close" small /></ActionIcon> : null}
        </li>
      ))}
    </ul>
  );
}

/** A passage as it is asked for, without what the server adds. */
const again = ({ document_id, paragraph, first_unit, end_unit, excerpt, kind, serves, objective_id }: Passage) => ({ document_id, paragraph, first_unit, end_unit, excerpt, kind, serves, objective_id });
