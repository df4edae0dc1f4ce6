// SPDX-License-Identifier: AGPL-3.0-or-later
// The candidate's own file: on what they are enrolled, and what was adapted for them.
import { Loaded } from '../api/loaded';
import { formatDate } from '../ui/format';
import { Page, Section } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { enrolment_tones } from './enrolment_acts';
import { useOwnFile } from './queries';

export default function OwnFilePage() {
  const { t, locale } = useWords();
  const found = useOwnFile();
  return (
    <Page title={t('enrol.own.title')} lead={t('enrol.own.lead')}>
      <Loaded of={found}>
        {({ candidate, identity, enrolments, accommodations }) => candidate ? (
          <>
            <p><strong>{identity ? `${identity.first_name} ${(identity.used_name ?? identity.birth_name).toLocaleUpperCase()}` : '–'}</strong> · {t('enrol.field.number')} {candidate.number} · {t(`enrol.route.${candidate.route}`)}</p>
            <Section title={t('enrol.candidates.enrolments')}>
              {enrolments.length ? enrolments.map((one) => (
                <article key={one.id} className="panel stack-tight">
                  <div className="spread"><strong>{one.blocks.join(' ')}</strong><Badge tone={enrolment_tones[one.state]}>{t(`enrol.enrolment_state.${one.state}`)}</Badge></div>
                  <p className="soft">{t(`enrol.own.state.${one.state}`)}{one.silence_on && one.state === 'submitted' ? ` ${t('enrol.enrolments.silence', { date: formatDate(one.silence_on, locale) })}` : ''}{one.motive ? ` ${one.motive}` : ''}</p>
                </article>
              )) : <p className="soft">{t('enrol.own.no_enrolment')}</p>}
            </Section>
            {accommodations.length ? (
              <Section title={t('enrol.accommodation.title')}>
                {accommodations.map((one) => <p key={one.enrolment_id}>{one.types.map((type) => t(`enrol.accommodation.type.${type}`)).join(', ')} · {t('enrol.own.factor', { factor: `${one.factor.numerator}/${one.factor.denominator}` })}{one.effect ? ` · ${one.effect}` : ''}</p>)}
              </Section>
            ) : null}
          </>
        ) : <EmptyState title={t('enrol.own.none')}>{t('enrol.own.none_more')}</EmptyState>}
      </Loaded>
    </Page>
  );
}
