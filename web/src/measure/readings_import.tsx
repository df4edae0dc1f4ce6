// SPDX-License-Identifier: AGPL-3.0-or-later
// Readings of many publications from a CSV, taken in the background; the file to fill in names the publications.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAwaitedJob } from '../api/jobs';
import { Loaded } from '../api/loaded';
import { useMutation } from '../api/mutation';
import { ProblemError, wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { download } from '../ui/download';
import { toast } from '../ui/feedback';
import { JobProgress } from '../ui/job';
import { PickFile } from '../ui/pick_file';
import { hasWord, useWords } from '../ui/words';
import { sendReadings, useReadingsImport, type PublicationRow, type ReadingsImport } from './queries';

const shown_lines = 100;

export function ImportReadings({ brand, publications }: { brand: string; publications: PublicationRow[] }) {
  const { t } = useWords();
  const [done, setDone] = useState<string>();
  const refused = (error: unknown) => toast({ said: wordsOfProblem(t, error), tone: 'bad' });
  const work = useAwaitedJob((job) => {
    void refresh('result');
    if (job.state === 'done') setDone(job.id);
    else refused(new ProblemError(0, job.problem_code || 'jobs.stopped'));
  });
  const send = useMutation({ mutationFn: (file: File) => sendReadings(brand, file), onSuccess: ({ job_id }) => work.await(job_id), onError: refused });
  const take = (file: File) => (setDone(undefined), send.mutate(file));
  return (
    <div className="stack-tight">
      <div className="line">
        <PickFile accept=".csv,text/csv" onPick={take}>{(props) => <Button variant="default" loading={send.isPending || work.waits} {...props}>{t('measure.import_readings')}</Button>}</PickFile>
        <Button variant="subtle" onClick={() => download('portee.csv', fileToFill(publications), 'text/csv')}>{t('measure.file_to_fill')}</Button>
        <span className="small soft">{t('measure.file_to_fill_more')}</span>
      </div>
      {work.waits ? <JobProgress job={{ name: t('measure.importing'), state: 'running', done: work.share, total: 100 }} onCancel={() => void work.stop().catch(refused)} /> : null}
      {done ? <ReadingsOfJob brand={brand} job={done} /> : null}
    </div>
  );
}

const quoted = (text: string) => `"${text.replaceAll('"', "''").replaceAll(';', ',')}"`;
/** One line a publication; what stands after the fourth column is for whoever fills it in. */
const fileToFill = (publications: PublicationRow[]) =>
  `\ufeffpublication_id;metric;value;at;title\r\n${publications.map((one) => `${one.publication_id};reach;;;${quoted(`${one.title} · ${one.channel} · ${one.date}`)}\r\n`).join('')}`;

/** What a file held, also come to from the bell. */
export function ReadingsOfJob({ brand, job }: { brand: string; job: string }) {
  return <Loaded of={useReadingsImport(brand, job)}>{(found) => <Found found={found} />}</Loaded>;
}

function Found({ found }: { found: ReadingsImport }) {
  const { t } = useWords();
  const why = (code: string, value: string) => (hasWord(`problems.${code}`) ? t(`problems.${code}`, { value }) : code);
  return (
    <div className="small" role="status">
      <p>{t('measure.readings_taken', { count: found.taken })} {found.faults.length ? t('measure.readings_wrong', { count: found.faults.length }) : ''}</p>
      {found.faults.length ? <ul>{found.faults.slice(0, shown_lines).map((fault) => <li key={fault.line}>{t('measure.csv_line_at', { line: fault.line })} {why(fault.code, fault.value)}</li>)}</ul> : null}
    </div>
  );
}
