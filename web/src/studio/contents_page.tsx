// SPDX-License-Identifier: AGPL-3.0-or-later
// What is written for a brand: the list, and the way to a new content.
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMutation } from '../api/mutation';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useAddress, useGo, useParam } from '../ui/address';
import { toast } from '../ui/feedback';
import { formatMoment } from '../ui/format';
import { Icon } from '../ui/icons';
import { List, type Column, type Filter } from '../ui/list';
import { Page } from '../ui/page';
import { Badge, EmptyState, ErrorState, Skeleton } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { contentsPage, createContent, newDraft, shelveContent, type ContentLine } from './content';

export default function ContentsPage() {
  const { t } = useWords();
  const brand = useParam('brand');
  const [query] = useAddress();
  const shelf = query.shelf === 'archived' ? 'archived' : 'active';
  const found = useInfiniteQuery({
    queryKey: ['content', brand, 'list', shelf],
    queryFn: ({ pageParam }) => contentsPage(brand, shelf, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('studio.contents.title')} lead={t('studio.contents.lead')} actions={<NewContent brand={brand} />} wide>
      {found.isPending ? <Skeleton /> : null}
      {found.error && !rows.length ? <ErrorState words={wordsOfProblem(t, found.error)} onRetry={() => void found.refetch()} /> : null}
      {found.data ? <Contents brand={brand} rows={rows} shelf={shelf} onMore={found.hasNextPage ? () => void found.fetchNextPage() : undefined} /> : null}
    </Page>
  );
}

function NewContent({ brand }: { brand: string }) {
  const { t, locale } = useWords();
  const go = useGo();
  const create = useMutation({
    mutationFn: () => createContent(brand, newDraft(t('studio.contents.untitled'), locale)),
    onSuccess: (made) => (void refresh('content', brand), go(`/b/${brand}/produire/${made.id}`)),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  return <Button leftSection={<Icon name="plus" small />} loading={create.isPending} onClick={() => create.mutate()}>{t('studio.contents.new')}</Button>;
}

function useColumns(): Column<ContentLine>[] {
  const { t, locale } = useWords();
  const zone = useZone();
  return [
    { key: 'title', title: t('studio.contents.column_title'), value: (row) => row.title },
    { key: 'opening', title: t('studio.contents.column_opening'), value: (row) => row.opening, show: (row) => <span className="soft">{row.opening.slice(0, 110)}</span>, minor: true },
    { key: 'state', title: t('studio.contents.column_state'), value: (row) => row.state, show: (row) => <Badge tone={row.state === 'ready' ? 'good' : 'plain'}>{t(`studio.state.${row.state}`)}</Badge> },
    { key: 'objective', title: t('studio.contents.column_objective'), value: (row) => (row.objective_id ? 1 : 0), show: (row) => (row.objective_id ? t('studio.contents.tied') : <span className="soft">{t('studio.contents.untied')}</span>), minor: true },
    { key: 'images', title: t('studio.contents.column_images'), value: (row) => row.images, number: true, minor: true },
    { key: 'updated_at', title: t('studio.contents.column_updated'), value: (row) => row.updated_at, show: (row) => formatMoment(row.updated_at, locale, { zone }) },
  ];
}

function useFilters(): Filter<ContentLine>[] {
  const { t } = useWords();
  return [
    { key: 'state', title: t('studio.contents.column_state'), options: ['draft', 'ready'].map((value) => ({ value, label: t(`studio.state.${value}`) })), keeps: (row, value) => row.state === value },
    { key: 'tied', title: t('studio.contents.column_objective'), options: ['yes', 'no'].map((value) => ({ value, label: t(value === 'yes' ? 'studio.contents.tied' : 'studio.contents.untied') })), keeps: (row, value) => Boolean(row.objective_id) === (value === 'yes') },
  ];
}

interface ContentsParts {
  brand: string;
  rows: ContentLine[];
  shelf: 'active' | 'archived';
  onMore?: () => void;
}

function Contents({ brand, rows, shelf, onMore }: ContentsParts) {
  const { t } = useWords();
  const go = useGo();
  const [, change] = useAddress();
  const other = shelf === 'active' ? 'archived' : 'active';
  const move = async (chosen: ContentLine[], to: 'active' | 'archived') => {
    for (const row of chosen) await shelveContent(brand, row.id, to);
    await refresh('content', brand);
  };
  const act = (chosen: ContentLine[]) =>
    move(chosen, other).then(
      () => toast({ said: t(`studio.contents.moved_${other}`, { count: chosen.length }), undo: () => move(chosen, shelf) }),
      (error: unknown) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
    );
  const toggle = <Button variant="subtle" color="gray" onClick={() => change({ shelf: other === 'archived' ? 'archived' : undefined })}>{t(`studio.contents.show_${other}`)}</Button>;
  const empty = shelf === 'active'
    ? <EmptyState title={t('studio.contents.empty')} action={<div className="line"><NewContent brand={brand} />{toggle}</div>}>{t('studio.contents.empty_more')}</EmptyState>
    : <EmptyState title={t('studio.contents.none_archived')} action={toggle} />;
  return (
    <List name="contents" label={t('studio.contents.title')} rows={rows} id={(row) => row.id} columns={useColumns()} filters={useFilters()} beside={toggle} empty={empty}
      acts={[{ verb: t(shelf === 'active' ? 'studio.archive' : 'studio.restore'), act }]} onOpen={(row) => go(`/b/${brand}/produire/${row.id}`)} onMore={onMore} />
  );
}
