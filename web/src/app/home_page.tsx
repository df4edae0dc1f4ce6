// SPDX-License-Identifier: AGPL-3.0-or-later
// Fil: what must I do today, what goes out next, how are the objectives doing, what is abnormal; over all brands or one.
import { Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { wordsOfProblem } from '../api/problem';
import { useMay, useMe } from '../identity';
import { useAddress, useGo } from '../ui/address';
import { formatDay } from '../ui/format';
import { Go, Page, Section } from '../ui/page';
import { EmptyState, ErrorState, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { useOpenBrand } from './brand_switch';
import { useFil, type Fil } from './fil';
import { BrandSteps } from './first_steps';
import styles from './home.module.css';
import { OwnCertification, useOwnCertification } from './home_exams';
import { HomeItems } from './home_items';
import { HomeObjectives } from './home_objectives';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export default function HomePage() {
  const { t, locale } = useWords();
  const me = useMe();
  const [query] = useAddress();
  const open = useOpenBrand();
  const brands = me.brands.filter((brand) => !brand.archived_at);
  const chosen = brands.find(({ id }) => id === query.brand);
  const fil = useFil(chosen?.id ?? '');
  const own = useOwnCertification();
  if (!open) return <NoBrand own={own} />;
  const lead = chosen ? t('app.home.lead', { brand: chosen.name }) : t('app.home.lead_all', { count: brands.length });
  return (
    <Page title={capital(formatDay(new Date(), locale, { zone: (chosen ?? open).zone }))} lead={lead} actions={brands.length > 1 ? <BrandFilter brands={brands} chosen={chosen?.id ?? ''} /> : null}>
      <OwnCertification lines={own ?? []} />
      {chosen || brands.length === 1 ? <BrandSteps brand={chosen ?? open} /> : null}
      {fil.isPending ? <Skeleton lines={8} /> : null}
      {fil.isError ? <ErrorState words={wordsOfProblem(t, fil.error)} onRetry={() => void fil.refetch()} /> : null}
      {fil.data ? <Questions fil={fil.data} brand={chosen?.id ?? open.id} one={Boolean(chosen) || brands.length === 1} /> : null}
    </Page>
  );
}

function BrandFilter({ brands, chosen }: { brands: { id: string; name: string }[]; chosen: string }) {
  const { t } = useWords();
  const [, change] = useAddress();
  return (
    <NativeSelect aria-label={t('app.home.filter')} value={chosen} onChange={(event) => change({ brand: event.currentTarget.value })}
      data={[{ value: '', label: t('app.home.all_brands') }, ...brands.map(({ id, name }) => ({ value: id, label: name }))]} />
  );
}

/** Jurors and candidates have no brand to wait for. */
function NoBrand({ own }: { own: ReturnType<typeof useOwnCertification> }) {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const go = useGo();
  const title = t('app.home.welcome', { name: me.name.split(' ')[0] });
  if (may('mark') || may('sit_exam')) {
    return (
      <Page title={title}>
        {own === undefined ? <Skeleton /> : own.length ? <OwnCertification lines={own} /> : <EmptyState title={t('app.home.nothing_certify')} action={<Go to="/certifier">{t('app.rooms.certify')}</Go>}>{t('app.home.nothing_certify_more')}</EmptyState>}
      </Page>
    );
  }
  return (
    <Page title={title}>
      <EmptyState title={t('app.home.no_brand')} action={may('manage_brands') ? <Button onClick={() => go('/reglages/marques?open=new')}>{t('app.brand.new')}</Button> : null}>
        {t(may('manage_brands') ? 'app.home.no_brand_open' : 'app.home.no_brand_wait')}
      </EmptyState>
    </Page>
  );
}

/** The four questions, each answered even when the answer is "nothing". */
function Questions({ fil, brand, one }: { fil: Fil; brand: string; one: boolean }) {
  const { t } = useWords();
  const may = useMay();
  const write = may('write_content') ? <Go to={`/b/${brand}/produire`}>{t('app.home.write')}</Go> : null;
  const set = may('write_plan') ? <Go to={`/b/${brand}/comprendre/objectifs`}>{t('app.home.set_objective')}</Go> : null;
  return (
    <div className={styles.home}>
      <div className="stack">
        <Section title={t('app.home.todo')}>{fil.to_do.length ? <HomeItems items={fil.to_do} most={12} one={one} /> : <Nothing>{t('app.home.nothing_todo')}</Nothing>}</Section>
        <Section title={t('app.home.abnormal')}>{fil.abnormal.length ? <HomeItems items={fil.abnormal} most={8} one={one} /> : <Nothing>{t('app.home.nothing_abnormal')}</Nothing>}</Section>
        <Section title={t('app.home.next')}>{fil.going_out.length ? <HomeItems items={fil.going_out} most={8} one={one} /> : <Nothing>{t('app.home.nothing_next')} {write}</Nothing>}</Section>
      </div>
      <Section title={t('app.home.objectives')}>{fil.objectives.length ? <HomeObjectives list={fil.objectives} one={one} /> : <Nothing>{t('app.home.no_objective')} {set}</Nothing>}</Section>
    </div>
  );
}

const Nothing = ({ children }: { children: ReactNode }) => <p className="soft">{children}</p>;
