// SPDX-License-Identifier: AGPL-3.0-or-later
// The minutes for who signs them.
import { Button } from '@mantine/core';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { queries } from '../api/queries';
import { useMay } from '../identity';
import { useParam } from '../ui/address';
import { useConfirm } from '../ui/feedback';
import { Go, Page } from '../ui/page';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { MinutesPart } from './minutes_part';
import { closeMinutes, draftMinutes, useOwnMinutes, type MinutesSheet } from './queries';
import { SigningPart } from './signing_part';

export default function OwnMinutesPage() {
  const id = useParam('minutes');
  return <Loaded page of={useOwnMinutes(id)}>{(sheet) => <Sheet sheet={sheet} />}</Loaded>;
}

function Sheet({ sheet }: { sheet: MinutesSheet }) {
  const { t } = useWords();
  const { minutes } = sheet;
  return (
    <Page title={t('judge.minutes_number', { number: minutes.number })} lead={<>{t(`judge.minutes_state.${minutes.state}`)} · <Go to={`/certifier/mes-jurys/${minutes.session_id}/deliberation`}>{t('judge.deliberation')}</Go></>}
      actions={<><Button component="a" variant="default" href={`/api/my-minutes/${minutes.id}/pdf`} target="_blank" rel="noopener">{t('judge.pdf')}</Button><Close sheet={sheet} /></>}>
      {sheet.outdated ? <Outdated sheet={sheet} /> : null}
      <MinutesPart sheet={sheet} />
      {minutes.state === 'draft' && !sheet.outdated ? <SigningPart sheet={sheet} /> : null}
    </Page>
  );
}

/** Drafted again under the same number, to be signed anew. */
function Outdated({ sheet }: { sheet: MinutesSheet }) {
  const { t } = useWords();
  const may = useMay();
  const [run, busy] = useAct();
  const draft = () => void run({ act: () => draftMinutes(sheet.minutes.session_id), touches: ['minutes', 'deliberation'] });
  return <Note tone="warn"><span className="line">{t('judge.outdated')}{may('preside') ? <Button size="compact-sm" variant="default" loading={busy} onClick={draft}>{t('judge.draft_again')}</Button> : null}</span></Note>;
}

function Close({ sheet }: { sheet: MinutesSheet }) {
  const { t } = useWords();
  const may = useMay();
  const confirm = useConfirm();
  const [run, busy] = useAct();
  if (!may('preside') || sheet.minutes.state === 'closed') return null;
  // What is closed shows as closed by the answer itself, whatever becomes of asking again.
  const closed = async () => queries.setQueryData(['minutes', sheet.minutes.id], await closeMinutes(sheet.minutes.id));
  const close = async () => {
    if (await confirm({ title: t('judge.close'), consequence: t('judge.close_consequence'), verb: t('judge.close') })) void run({ act: closed, said: t('judge.closed'), touches: ['minutes', 'deliberation', 'jury'] });
  };
  return <Button loading={busy} disabled={sheet.deliberation !== 'pv_signed' || sheet.outdated} onClick={() => void close()}>{t('judge.close')}</Button>;
}
