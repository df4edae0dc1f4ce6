// SPDX-License-Identifier: AGPL-3.0-or-later
// What a visitor of a measured site reads and decides, without an account: whether this browser is counted, told back by the
// server. The site keeps the choice too, for browsers that send no cookie of another site.
import { Button, SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../api/mutation';
import { wordsOfProblem } from '../api/problem';
import { useAddress, useParam, useTitle } from '../ui/address';
import { toast } from '../ui/feedback';
import { ErrorState, Note, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import styles from './privacy.module.css';
import { choose, loadChoice, type VisitorChoice } from './queries';

/** The page opened anew in that language, as the other pages without an account do. */
function speak(locale: string) {
  localStorage.setItem('parvis.locale', locale);
  location.reload();
}

export default function PrivacyPage() {
  const { t, locale } = useWords();
  const key = useParam('key');
  const choice = useQuery({ queryKey: ['choice', key], queryFn: () => loadChoice(key), retry: false });
  useTitle(t('convert.privacy.title'));
  return (
    <main id="main" className={styles.page} lang={locale}>
      <SegmentedControl className={styles.language} aria-label={t('convert.privacy.language')} value={locale} onChange={speak} data={[{ value: 'fr', label: 'Français' }, { value: 'en', label: 'English' }]} />
      <h1>{choice.data ? t('convert.privacy.title_of', { site: choice.data.site_name }) : t('convert.privacy.title')}</h1>
      {choice.isPending ? <Skeleton lines={4} /> : null}
      {choice.isError ? <ErrorState words={wordsOfProblem(t, choice.error)} /> : null}
      {choice.data ? <Choice site={key} choice={choice.data} /> : null}
    </main>
  );
}

function Choice({ site, choice }: { site: string; choice: VisitorChoice }) {
  const { t } = useWords();
  const [query] = useAddress();
  const queries = useQueryClient();
  const say = useMutation({
    mutationFn: (refused: boolean) => choose(site, refused),
    onSuccess: (told) => queries.setQueryData(['choice', site], told),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  const counted = !choice.refused && !choice.by_browser;
  const months = { months: choice.raw_months };
  return (
    <>
      <section className="stack-tight" aria-labelledby="what">
        <h2 id="what">{t('convert.privacy.what')}</h2>
        <p>{t(`convert.privacy.what_${choice.mode}`)}</p>
        <p>{t('convert.privacy.kept', months)}</p>
      </section>
      <section className="stack" aria-labelledby="choice">
        <h2 id="choice">{t('convert.privacy.choice')}</h2>
        <div role="status"><Note tone={counted ? 'plain' : 'good'}>{t(`convert.privacy.${choice.by_browser ? 'by_browser' : choice.refused ? 'refused' : 'counted'}`)}</Note></div>
        {choice.by_browser ? null : (
          <div><Button size="md" loading={say.isPending} variant={choice.refused ? 'default' : 'filled'} onClick={() => say.mutate(!choice.refused)}>{t(choice.refused ? 'convert.privacy.accept' : 'convert.privacy.refuse')}</Button></div>
        )}
        <p className="small soft">{t('convert.privacy.how', { days: choice.refusal_days })}</p>
      </section>
      <section className="stack-tight" aria-labelledby="site">
        <h2 id="site">{t('convert.privacy.on_site')}</h2>
        <p>{t('convert.privacy.on_site_more')}</p>
        <ul className={styles.hosts}>
          {choice.hosts.map((host) => (
            <li key={host} className="line">
              <a href={`https://${host}/#parvis-${choice.refused ? 'out' : 'in'}`}>{t(choice.refused ? 'convert.privacy.refuse_on' : 'convert.privacy.accept_on', { host })}</a>
              {query.host === host ? <span role="status">{t(query.state === 'out' ? 'convert.privacy.kept_out' : 'convert.privacy.kept_in', { host })}</span> : null}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
