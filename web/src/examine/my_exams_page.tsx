// SPDX-License-Identifier: AGPL-3.0-or-later
// A candidate's home: each exam, when, and how much time is left.
import { Link } from '@tanstack/react-router';
import { Loaded } from '../api/loaded';
import { formatMoment } from '../ui/format';
import { Page, Section } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { Countdown } from './countdown';
import { useMyExams, type MyExam } from './exam_queries';

export default function MyExamsPage() {
  const { t } = useWords();
  const exams = useMyExams();
  return (
    <Page title={t('examine.my_exams')} lead={t('examine.my_exams_lead')}>
      <Loaded of={exams}>
        {({ items }) => items.length === 0 ? <EmptyState title={t('examine.no_exam')}>{t('examine.no_exam_more')}</EmptyState> : <>{items.map((one) => <Exam key={one.session_id} exam={one} came={exams.dataUpdatedAt} />)}</>}
      </Loaded>
    </Page>
  );
}

function Exam({ exam, came }: { exam: MyExam; came: number }) {
  const { t, locale } = useWords();
  const zone = { zone: exam.zone };
  const running = exam.state === 'open' && exam.now >= exam.opens_at && exam.now <= (exam.late_until ?? exam.deadline);
  return (
    <Section title={exam.title} actions={<Badge tone={running ? 'accent' : 'plain'}>{t(`examine.state.${exam.state}`)}</Badge>}>
      <p>{t('examine.exam_when', { opens: formatMoment(exam.opens_at, locale, zone), deadline: formatMoment(exam.deadline, locale, zone), zone: exam.zone })}</p>
      {running ? <p>{t('examine.time_left')} <Countdown until={exam.late_until ?? exam.deadline} now={exam.now} came={came} /></p> : null}
      <p>{exam.deposited_at ? t('examine.deposited_at', { count: exam.attempts, when: formatMoment(exam.deposited_at, locale, zone) }) : t('examine.not_deposited')}</p>
      <p className="line">
        <Link to={`/certifier/mes-examens/${exam.session_id}` as never}>{t('examine.open_dossier', { title: exam.title })}</Link>
        <a href={`/api/my-exams/${exam.session_id}/convocation.ics`}>{t('examine.to_calendar')}</a>
      </p>
    </Section>
  );
}
