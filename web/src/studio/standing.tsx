// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the publications of a content stand: agreed on, gone out, answered by the client.
import { useQuery } from '@tanstack/react-query';
import { useClientAnswer } from '../api/answers';
import { get } from '../api/client';
import { formatMoment } from '../ui/format';
import { Go } from '../ui/page';
import { Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { agreedOn, goneOut, type Publication } from './stands';

/** How often it is asked whether an approval fell: publications follow what is saved a little later. */
const asked_every = 5_000;

export function Standing({ brand, content }: { brand: string; content: string }) {
  const { t } = useWords();
  const found = useQuery({
    queryKey: ['publication', brand, 'content', content],
    queryFn: () => get<{ items: Publication[] }>('/api/brands/{brand}/contents/{content}/publications', { brand, content }),
    refetchInterval: ({ state }) => (agreedOn(state.data?.items ?? []) ? asked_every : false),
  });
  const publications = found.data?.items.filter((one) => one.state !== 'cancelled') ?? [];
  const agreed = agreedOn(publications);
  const gone = goneOut(publications);
  return (
    <>
      <ClientSaid brand={brand} publications={publications} />
      {agreed ? <Note tone="warn">{t('studio.standing.agreed', { name: agreed.approved_by ?? '' })}</Note> : null}
      {gone ? <Note>{t('studio.standing.gone')} <Go to={`/b/${brand}/publier/${gone.id}`}>{t('studio.standing.open')}</Go></Note> : null}
    </>
  );
}

function ClientSaid({ brand, publications }: { brand: string; publications: Publication[] }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const answer = useClientAnswer(brand, publications.map((one) => one.id));
  if (!answer) return null;
  return (
    <Note tone={answer.decision === 'changes_requested' ? 'warn' : 'plain'}>
      <p className="small soft">{t('studio.standing.said', { name: answer.decided_by ?? '', when: formatMoment(answer.decided_at, locale, { zone }) })}</p>
      <blockquote style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{answer.comment}</blockquote>
    </Note>
  );
}
