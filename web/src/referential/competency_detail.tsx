// SPDX-License-Identifier: AGPL-3.0-or-later
// One competency: its words, the room that serves it, the criteria that judge it, what is odd in the source.
import { Loaded } from '../api/loaded';
import { Go } from '../ui/page';
import { Note } from '../ui/states';
import { hasWord, useWords } from '../ui/words';
import { StateBadge } from './competency_lines';
import { useBrandNames, useCompetency, type Anomaly, type CompetencyRoom, type Criterion } from './queries';
import styles from './referential.module.css';

export function CompetencyDetail({ id }: { id: string }) {
  return <Loaded of={useCompetency(id)}>{(found) => <Competency found={found} />}</Loaded>;
}

function Competency({ found: { competency, criteria, anomalies, room, block_title } }: { found: NonNullable<ReturnType<typeof useCompetency>['data']> }) {
  const { t } = useWords();
  return (
    <>
      <p className="small soft">{block_title}</p>
      <p lang="fr">{competency.text}</p>
      {competency.source_label !== competency.id ? <p className="small soft">{t('referential.printed', { label: competency.source_label })}</p> : null}
      <Room room={room} />
      <Criteria criteria={criteria} />
      {anomalies.length ? <Anomalies anomalies={anomalies} /> : null}
      <Go to={`/certifier/portfolio?competency=${competency.id}`}>{t('referential.own_evidence')}</Go>
    </>
  );
}

function Room({ room }: { room: CompetencyRoom }) {
  const { t } = useWords();
  const brand = useBrandNames().data?.find((one) => !one.archived_at);
  const sentence = `referential.sentence.${room.sentence}`;
  return (
    <section className="stack-tight">
      <div className="line"><h3>{t('referential.room')}</h3><StateBadge state={room.state} /></div>
      <p>{hasWord(sentence) ? t(sentence) : room.sentence}</p>
      {room.state !== 'absent' && brand ? <Go to={`/b/${brand.id}${room.page}`}>{t('referential.open_room')}</Go> : null}
    </section>
  );
}

function Criteria({ criteria }: { criteria: Criterion[] }) {
  const { t } = useWords();
  if (!criteria.length) return <Note tone="warn">{t('referential.no_criterion')}</Note>;
  return (
    <section className="stack-tight">
      <h3>{t('referential.criteria')}</h3>
      <p className="small soft">{t('referential.inferred')}</p>
      {criteria.map((criterion) => (
        <div key={criterion.id}>
          <p lang="fr"><strong>{criterion.id}</strong> {criterion.text}</p>
          {criterion.items ? <ul lang="fr" className={styles.items}>{criterion.items.map((item) => <li key={item.id}>{item.text}</li>)}</ul> : null}
          {criterion.truncated ? <Note tone="warn">{t('referential.lost_words', { text: criterion.inferred_full_text ?? '', from: criterion.inferred_from ?? '' })}</Note> : null}
        </div>
      ))}
    </section>
  );
}

function Anomalies({ anomalies }: { anomalies: Anomaly[] }) {
  const { t } = useWords();
  return (
    <section className="stack-tight">
      <h3>{t('referential.odd')}</h3>
      {anomalies.map((anomaly) => (
        <div key={anomaly.id} className="stack-tight small">
          {anomaly.quote ? <blockquote lang="fr" className={styles.quote}>{anomaly.quote}</blockquote> : null}
          <p lang="en"><strong>{anomaly.id}</strong> {anomaly.description} <span className="soft">{anomaly.handling}</span></p>
        </div>
      ))}
    </section>
  );
}
