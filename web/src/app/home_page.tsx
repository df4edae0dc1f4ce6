// SPDX-License-Identifier: AGPL-3.0-or-later
// Fil: what must I do today, what goes out next, how are the objectives doing, what is abnormal. One screen.
import { Button } from '@mantine/core';
import { useMay, useMe, type Brand } from '../identity';
import { useGo } from '../ui/address';
import { formatDay, formatMoment } from '../ui/format';
import { Go, Page, Section } from '../ui/page';
import { Badge, EmptyState, Note, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { useOpenBrand } from './brand_switch';
import { BrandSteps } from './first_steps';
import styles from './home.module.css';
import { HomeObjectives } from './home_objectives';
import { useFreeze, useNearPublications, useObjectives } from './home_queries';
import { todos, upcoming, type Entry } from './today';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export default function HomePage() {
  const { t, locale } = useWords();
  const brand = useOpenBrand();
  if (!brand) return <NoBrand />;
  return (
    <Page title={capital(formatDay(new Date(), locale, { zone: brand.zone }))} lead={t('app.home.lead', { brand: brand.name })}>
      <BrandSteps brand={brand} />
      <Frozen brand={brand} />
      <div className={styles.home}>
        <div className="stack">
          <Section title={t('app.home.todo')}><Todos brand={brand} /></Section>
          <Section title={t('app.home.next')}><Next brand={brand} /></Section>
        </div>
        <Section title={t('app.home.objectives')}><HomeObjectives brand={brand} /></Section>
      </div>
    </Page>
  );
}

function NoBrand() {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const go = useGo();
  return (
    <Page title={t('app.home.welcome', { name: me.name.split(' ')[0] })}>
      <EmptyState title={t('app.home.no_brand')} action={may('manage_brands') ? <Button onClick={() => go('/reglages/marques?open=new')}>{t('app.brand.new')}</Button> : null}>
        {t(may('manage_brands') ? 'app.home.no_brand_open' : 'app.home.no_brand_wait')}
      </EmptyState>
    </Page>
  );
}

function Frozen({ brand }: { brand: Brand }) {
  const { t } = useWords();
  const freeze = useFreeze(brand.id).data;
  if (!freeze?.frozen) return null;
  return <Note tone="bad">{t('app.home.frozen', { reason: freeze.reason || '–', count: freeze.held.length })} <Go to={`/b/${brand.id}/publier`}>{t('app.home.see')}</Go></Note>;
}

function Todos({ brand }: { brand: Brand }) {
  const { t, locale } = useWords();
  const near = useNearPublications(brand.id);
  const objectives = useObjectives(brand.id);
  if (near.isPending || objectives.isPending) return <Skeleton lines={3} />;
  const list = todos(brand.id, near.data ?? [], objectives.data ?? [], new Date());
  if (!list.length) return <p className="soft">{t('app.home.nothing_todo')}</p>;
  return (
    <ul className={styles.lines}>
      {list.slice(0, 12).map((todo) => (
        <li key={todo.key}>
          <Go to={todo.to} className={styles.line}>
            <Badge tone={todo.tone}>{t(`app.today.${todo.what}`)}</Badge>
            <span className="clip"><strong>{todo.name}</strong> <span className="soft">{todo.where}</span></span>
            <span className={styles.when}>{todo.at ? formatMoment(todo.at, locale, { zone: brand.zone }) : ''}</span>
          </Go>
        </li>
      ))}
      {list.length > 12 ? <li className="small soft">{t('app.home.more', { count: list.length - 12 })}</li> : null}
    </ul>
  );
}

function Next({ brand }: { brand: Brand }) {
  const { t, locale } = useWords();
  const near = useNearPublications(brand.id);
  const may = useMay();
  if (near.isPending) return <Skeleton lines={3} />;
  const list = upcoming(near.data ?? [], new Date(), 6);
  if (!list.length) return <p className="soft">{t('app.home.nothing_next')} {may('write_content') ? <Go to={`/b/${brand.id}/produire`}>{t('app.home.write')}</Go> : null}</p>;
  return (
    <ul className={styles.lines}>
      {list.map((entry: Entry) => (
        <li key={entry.publication.id}>
          <Go to={`/b/${brand.id}/publier/${entry.publication.id}`} className={styles.line}>
            <span className={styles.when}>{formatMoment(entry.publication.at, locale, { zone: brand.zone })}</span>
            <span className="clip"><strong>{entry.title}</strong> <span className="soft">{entry.channel_name}</span></span>
            <Badge tone={entry.publication.state === 'in_review' ? 'warn' : 'plain'}>{t(`app.today.${entry.publication.state}`)}</Badge>
          </Go>
        </li>
      ))}
    </ul>
  );
}
