// SPDX-License-Identifier: AGPL-3.0-or-later
// What a certification asks of the reader: their own exams, and what a jury that they sit on awaits from them.
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import { useMay } from '../identity';
import { formatMoment } from '../ui/format';
import { Go, Section } from '../ui/page';
import { Badge, type Tone } from '../ui/states';
import { useWords, type Translate } from '../ui/words';
import styles from './home.module.css';

interface OwnExam { session_id: string; title: string; state: string; zone: string; opens_at: string; deadline: string; late_until?: string | null; now: string; deposited_at?: string | null }
interface OwnJury { session_id: string; session: string; state: string; undeclared: number; minutes_id?: string | null; minutes_state?: string | null; grids: { state: string }[] }
interface Line { key: string; to: string; tone: Tone; mark: string; title: string; more: string }

const read = <T,>(path: string) => () => get<{ items: T[] }>(path);

function examLine(t: Translate, locale: 'fr' | 'en', exam: OwnExam): Line | null {
  const until = exam.late_until ?? exam.deadline;
  if (exam.now > until || !['planned', 'staffed', 'open'].includes(exam.state)) return null;
  const running = exam.state === 'open' && exam.now >= exam.opens_at;
  const when = formatMoment(running ? until : exam.opens_at, locale, { zone: exam.zone });
  const mark = !running ? 'exam_coming' : exam.deposited_at ? 'exam_deposited' : 'exam_open';
  return { key: exam.session_id, to: `/certifier/mes-examens/${exam.session_id}`, tone: mark === 'exam_open' ? 'warn' : 'accent', mark: t(`app.home.${mark}`), title: exam.title, more: t(running ? 'app.home.exam_until' : 'app.home.exam_from', { when }) };
}

function juryLines(t: Translate, jury: OwnJury): Line[] {
  const own = { to: '/certifier/mes-jurys', tone: 'warn' as Tone, title: jury.session };
  const grids = jury.state === 'marking' ? jury.grids.filter(({ state }) => state !== 'locked').length : 0;
  return [
    jury.undeclared ? { ...own, key: `${jury.session_id}:ties`, mark: t('app.home.ties'), more: t('app.home.ties_left', { count: jury.undeclared }) } : null,
    grids ? { ...own, key: `${jury.session_id}:grids`, mark: t('app.home.grids'), more: t('app.home.grids_left', { count: grids }) } : null,
    jury.minutes_state === 'draft' ? { ...own, key: `${jury.session_id}:minutes`, to: `/certifier/mes-pv/${jury.minutes_id}`, mark: t('app.home.minutes'), more: '' } : null,
  ].filter((line) => line !== null);
}

/** Undefined while it is not known; nothing is asked for who neither sits exams nor on juries. */
export function useOwnCertification(): Line[] | undefined {
  const { t, locale } = useWords();
  const may = useMay();
  const exams = useQuery({ queryKey: ['my_exam', 'all'], queryFn: read<OwnExam>('/api/my-exams'), enabled: may('sit_exam') });
  const juries = useQuery({ queryKey: ['jury'], queryFn: read<OwnJury>('/api/my-juries'), enabled: may('mark') });
  if (exams.isLoading || juries.isLoading) return undefined;
  return [...(exams.data?.items ?? []).flatMap((exam) => examLine(t, locale, exam) ?? []), ...(juries.data?.items ?? []).flatMap((jury) => juryLines(t, jury))];
}

export function OwnCertification({ lines }: { lines: Line[] }) {
  const { t } = useWords();
  if (!lines.length) return null;
  return (
    <Section title={t('app.home.certification')}>
      <ul className={styles.lines}>
        {lines.map(({ key, to, tone, mark, title, more }) => <li key={key}><Go to={to} className={styles.line}><Badge tone={tone}>{mark}</Badge><strong className="clip">{title}</strong><span className={styles.when}>{more}</span></Go></li>)}
      </ul>
    </Section>
  );
}
