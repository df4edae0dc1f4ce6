// SPDX-License-Identifier: AGPL-3.0-or-later
// A post as it went out on the simulated network, for the candidate and for jurors: what was said, and never by whom.
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import { Loaded } from '../api/loaded';
import { useParam } from '../ui/address';
import { formatMoment } from '../ui/format';
import { Page, Section } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { network_names } from './network_names';
import styles from './sent_images.module.css';

interface Post {
  publication_id: string;
  network: string;
  channel_name: string;
  at: string;
  text: string;
  language: string;
  assets: { asset_id: string; alt: string }[];
  link?: string | null;
}

const usePost = (publication: string) =>
  useQuery({ queryKey: ['simulated_post', publication], queryFn: () => get<Post>('/api/simulated-posts/{publication}', { publication }), retry: false });

export default function SimulatedPostPage() {
  const found = usePost(useParam('publication'));
  return <Loaded page of={found}>{(post) => <Shown post={post} />}</Loaded>;
}

function Shown({ post }: { post: Post }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const network = network_names[locale][post.network] ?? post.network;
  const lead = <span className="line"><Badge tone="warn">{t('publish.simulated')}</Badge> {t('publish.detail.live_at', { when: formatMoment(post.at, locale, { zone }) })}</span>;
  return (
    <Page title={post.channel_name === network ? network : `${post.channel_name} · ${network}`} lead={lead}>
      <Note>{t('publish.simulated_post.more')}</Note>
      <article className="panel stack" lang={post.language}>
        <div style={{ whiteSpace: 'pre-wrap' }}>{post.text}</div>
        {post.assets.length ? (
          <ul className={styles.images}>
            {post.assets.map((use) => <li key={use.asset_id}><img src={`/api/simulated-posts/${post.publication_id}/images/${use.asset_id}`} alt={use.alt} /></li>)}
          </ul>
        ) : null}
      </article>
      {post.link ? <Section title={t('publish.simulated_post.link')}><p><a href={post.link} target="_blank" rel="noreferrer" style={{ overflowWrap: 'anywhere' }}>{post.link}</a></p></Section> : null}
      {post.assets.length ? (
        <Section title={t('publish.simulated_post.alts')}>
          <ul className="stack-tight">{post.assets.map((use) => <li key={use.asset_id} lang={post.language}>{use.alt}</li>)}</ul>
        </Section>
      ) : null}
    </Page>
  );
}
