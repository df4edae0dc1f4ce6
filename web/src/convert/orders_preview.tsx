// SPDX-License-Identifier: AGPL-3.0-or-later
// A file of orders before it is taken: how many are new, known or wrong, and why, line by line.
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { ErrorState, Skeleton } from '../ui/states';
import { hasWord, useWords } from '../ui/words';
import { sendOrders } from './queries';

export function OrdersPreview({ brand, file, close }: { brand: string; file: File; close: () => void }) {
  const { t } = useWords();
  const preview = useQuery({ queryKey: ['orders', brand, file.name, file.lastModified, file.size], queryFn: () => sendOrders(brand, file, 'preview'), retry: false });
  const take = useMutation({
    mutationFn: () => sendOrders(brand, file, 'take'),
    onSuccess: (done) => (void refresh('conversion', brand), toast({ said: t('convert.orders.taken', { count: done.taken }) }), close()),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  if (preview.isPending) return <Skeleton lines={4} />;
  if (preview.isError) return <ErrorState words={wordsOfProblem(t, preview.error)} />;
  const wrong = preview.data.lines.filter((line) => line.outcome === 'wrong');
  const why = (code: string, limit: string, value: string) => (hasWord(`problems.${code}`) ? t(`problems.${code}`, { limit, value }) : code);
  return (
    <div className="stack">
      <p>{t('convert.orders.counts', { taken: preview.data.taken, known: preview.data.known, wrong: preview.data.wrong })}</p>
      {wrong.length ? (
        <ul className="small">
          {wrong.slice(0, 100).map((line) => (
            <li key={line.line}>{t('convert.orders.line', { line: line.line })} {line.errors.map((error) => `${error.column} : ${why(error.code, error.limit, error.value)}`).join(' ; ')}</li>
          ))}
        </ul>
      ) : null}
      <div className="line">
        <Button disabled={!preview.data.taken} loading={take.isPending} onClick={() => take.mutate()}>{t('convert.orders.take', { count: preview.data.taken })}</Button>
        <Button variant="default" onClick={close}>{t('ui.close')}</Button>
      </div>
    </div>
  );
}
