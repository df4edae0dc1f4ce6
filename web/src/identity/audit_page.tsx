// SPDX-License-Identifier: AGPL-3.0-or-later
import { useInfiniteQuery } from '@tanstack/react-query';
import { wordsOfProblem } from '../api/problem';
import { useAddress } from '../ui/address';
import { formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { ErrorState, Skeleton } from '../ui/states';
import { hasWord, useWords, useZone } from '../ui/words';
import { loadAudit, useMembers, type AuditLine } from './queries';

export default function AuditPage() {
  const { t } = useWords();
  const trail = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam }) => loadAudit(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Page title={t('identity.audit.title')} lead={t('identity.audit.lead')} wide>
      {trail.isError ? <ErrorState words={wordsOfProblem(t, trail.error)} onRetry={() => void trail.refetch()} /> : null}
      {trail.isPending ? <Skeleton /> : null}
      {trail.data ? <Trail lines={trail.data.pages.flatMap((page) => page.items)} more={trail.hasNextPage ? () => void trail.fetchNextPage() : undefined} /> : null}
    </Page>
  );
}

function Trail({ lines, more }: { lines: AuditLine[]; more?: () => void }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const people = new Map((useMembers().data?.items ?? []).map((member) => [member.person_id, member.name]));
  const [query, change] = useAddress();
  const open = lines.find((line) => line.id === query.open);
  const actName = (line: AuditLine) => (hasWord(`identity.audit.acts.${line.action}`) ? t(`identity.audit.acts.${line.action}`) : line.action);
  const who = (line: AuditLine) => people.get(line.person_id) ?? (line.person_id ? t('identity.audit.gone') : t('identity.audit.parvis'));
  const columns: Column<AuditLine>[] = [
    { key: 'act', title: t('identity.audit.act'), value: actName },
    { key: 'who', title: t('identity.audit.who'), value: who },
    { key: 'via', title: t('identity.audit.via'), value: (line) => line.via, minor: true },
    { key: 'at', title: t('identity.audit.at'), value: (line) => line.at, show: (line) => formatMoment(line.at, locale, { zone }) },
  ];
  return (
    <Split detail={open ? <Detail key={open.id} title={actName(open)} onClose={() => change({ open: undefined })}><Line line={open} who={who(open)} /></Detail> : null}>
      <List name="audit" label={t('identity.audit.title')} rows={lines} id={(line) => line.id} columns={columns} open={query.open} onOpen={(line) => change({ open: line.id })} onMore={more} />
    </Split>
  );
}

function Line({ line, who }: { line: AuditLine; who: string }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const facts: [string, string][] = [
    [t('identity.audit.who'), who],
    [t('identity.audit.at'), formatMoment(line.at, locale, { zone })],
    [t('identity.audit.object'), `${line.object_kind} ${line.object_id}`],
    [t('identity.audit.detail'), line.detail],
    [t('identity.audit.hash'), line.hash],
  ];
  return (
    <dl className="stack-tight" style={{ margin: 0 }}>
      {facts.map(([name, value]) => <div key={name}><dt className="small soft">{name}</dt><dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{value}</dd></div>)}
    </dl>
  );
}
