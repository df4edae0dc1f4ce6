// SPDX-License-Identifier: AGPL-3.0-or-later
import { Badge, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import type { Anomaly, Competency, CompetencyRoom, RoomState } from './queries';
import styles from './referential.module.css';

const tones: Record<RoomState, Tone> = { works: 'good', partly: 'accent', absent: 'plain' };

export function StateBadge({ state }: { state: RoomState }) {
  const { t } = useWords();
  return <Badge tone={tones[state]}>{t(`referential.state.${state}`)}</Badge>;
}

interface LinesParts {
  competencies: Competency[];
  rooms: CompetencyRoom[];
  anomalies: Anomaly[];
  open: string;
  onOpen: (id: string) => void;
}

export function CompetencyLines({ competencies, rooms, anomalies, open, onOpen }: LinesParts) {
  const { t } = useWords();
  return (
    <ul className={styles.lines}>
      {competencies.map((competency) => {
        const room = rooms.find((one) => one.competency === competency.id);
        const odd = anomalies.filter((anomaly) => anomaly.where.endsWith(`/${competency.id}`)).length;
        return (
          <li key={competency.id}>
            <button type="button" className={styles.line} aria-expanded={open === competency.id} onClick={() => onOpen(competency.id)}>
              <span className={styles.code}>{competency.id}</span>
              <span lang="fr" className="grow">
                {competency.text}
                {competency.truncated ? <em className="soft"> {t('referential.truncated')}</em> : null}
              </span>
              <span className={styles.marks}>
                {odd ? <span className="small soft">{t('referential.anomalies', { count: odd })}</span> : null}
                {room ? <StateBadge state={room.state} /> : null}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
