// SPDX-License-Identifier: AGPL-3.0-or-later
// Every enrolment with its candidate; admissions in bulk.
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { useAddress } from '../ui/address';
import { formatDate } from '../ui/format';
import { List } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { enrolment_tones, EnrolmentActs } from './enrolment_acts';
import { enrolment_states, moveEnrolment, routes, useEnrolments, type EnrolmentLine } from './queries';

export default function EnrolmentsPage() {
  const { t } = useWords();
  const found = useEnrolments();
  return (
    <Page title={t('enrol.enrolments.title')} lead={t('enrol.enrolments.lead')} wide>
      <Loaded of={found}>{({ items }) => <Enrolments items={items} />}</Loaded>
    </Page>
  );
}

function Enrolments({ items }: { items: EnrolmentLine[] }) {
  const { t, locale } = useWords();
  const [query, change] = useAddress();
  const [run] = useAct();
  const open = items.find((line) => line.enrolment.id === query.open);
  const name = (line: EnrolmentLine) => line.candidate_name || t('enrol.candidates.erased');
  const admit = (lines: EnrolmentLine[]) =>
    run({ act: () => Promise.all(lines.filter((line) => line.enrolment.state === 'submitted').map((line) => moveEnrolment(line.enrolment.id, 'admission'))), said: t('enrol.enrolments.admitted'), touches: ['enrol_enrolment', 'enrol_candidate'] });
  return (
    <Split detail={open ? <Detail key={open.enrolment.id} title={name(open)} onClose={() => change({ open: undefined })}><EnrolmentActs enrolment={open.enrolment} /></Detail> : null}>
      <List name="enrolments" label={t('enrol.enrolments.title')} rows={items} id={(line) => line.enrolment.id} open={query.open} onOpen={(line) => change({ open: line.enrolment.id })}
        empty={<EmptyState title={t('enrol.enrolments.none')}>{t('enrol.enrolments.none_more')}</EmptyState>}
        acts={[{ verb: t('enrol.enrolments.admit_submitted'), act: admit }]}
        filters={[
          { key: 'state', title: t('enrol.state'), options: enrolment_states.map((state) => ({ value: state, label: t(`enrol.enrolment_state.${state}`) })), keeps: (line, state) => line.enrolment.state === state },
          { key: 'route', title: t('enrol.field.route'), options: routes.map((route) => ({ value: route, label: t(`enrol.route.${route}`) })), keeps: (line, route) => line.enrolment.route === route },
          { key: 'block', title: t('enrol.block'), options: ['B1', 'B2', 'B3', 'B4', 'B5'].map((block) => ({ value: block, label: block })), keeps: (line, block) => line.enrolment.blocks.includes(block) },
        ]}
        columns={[
          { key: 'name', title: t('enrol.candidates.name'), value: name },
          { key: 'number', title: t('enrol.field.number'), value: (line) => line.candidate_number, minor: true },
          { key: 'blocks', title: t('enrol.enrolments.blocks'), value: (line) => line.enrolment.blocks.join(' ') },
          { key: 'state', title: t('enrol.state'), value: (line) => t(`enrol.enrolment_state.${line.enrolment.state}`), show: (line) => <Badge tone={enrolment_tones[line.enrolment.state]}>{t(`enrol.enrolment_state.${line.enrolment.state}`)}</Badge> },
          { key: 'route', title: t('enrol.field.route'), value: (line) => t(`enrol.route.${line.enrolment.route}`), minor: true },
          { key: 'silence', title: t('enrol.enrolments.silence_on'), value: (line) => (line.enrolment.state === 'submitted' ? (line.enrolment.silence_on ?? '') : ''), show: (line) => (line.enrolment.state === 'submitted' && line.enrolment.silence_on ? formatDate(line.enrolment.silence_on, locale) : '–'), minor: true },
          { key: 'accommodated', title: t('enrol.accommodation.title'), value: (line) => (line.accommodated ? t('enrol.yes') : ''), minor: true },
        ]} />
    </Split>
  );
}
