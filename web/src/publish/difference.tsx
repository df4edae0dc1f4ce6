// SPDX-License-Identifier: AGPL-3.0-or-later
// What changed between what was approved and what is offered now: its moment, its words, its images.
import { formatDay, formatTime } from '../ui/format';
import { useWords } from '../ui/words';
import type { Offer } from './calendar';
import { changed, differences, whole } from './changes';

export function useWhen(): (moment: Offer['moment']) => string {
  const { locale } = useWords();
  return ({ date, time }) => `${formatDay(date, locale)}, ${formatTime(`${date}T${time}`, locale)}`;
}

export function Difference({ before, after }: { before: Offer; after: Offer }) {
  const { t } = useWords();
  const when = useWhen();
  const found = differences(before, after);
  return (
    <div className="stack-tight">
      <p className="soft small">{t('publish.guest.changed')}</p>
      {found.moment ? <p>{t('publish.guest.changed_moment')} <del>{when(before.moment)}</del> <ins>{when(after.moment)}</ins></p> : null}
      <Words before={whole(before)} after={whole(after)} />
      <Images found={found} />
    </div>
  );
}

function Words({ before, after }: { before: string; after: string }) {
  const { start, removed, added, end } = changed(before, after);
  return (
    <p style={{ whiteSpace: 'pre-wrap' }}>
      {start}
      {removed ? <del>{removed}</del> : null}
      {added ? <ins>{added}</ins> : null}
      {end}
    </p>
  );
}

function Images({ found }: { found: ReturnType<typeof differences> }) {
  const { t } = useWords();
  const said = [
    ...found.added.map((place) => t('publish.guest.image_added', { place })),
    ...(found.removed ? [t('publish.guest.image_removed', { count: found.removed })] : []),
    ...(found.reordered ? [t('publish.guest.images_reordered')] : []),
    ...found.copies.map((place) => t('publish.guest.copy_changed', { place })),
  ];
  if (!said.length && !found.alts.length) return null;
  return (
    <ul>
      {said.map((one) => <li key={one}>{one}</li>)}
      {found.alts.map(({ place, before, after }) => (
        <li key={place}>{t('publish.guest.alt_changed', { place })} {before ? <del>{before}</del> : null} {after ? <ins>{after}</ins> : null}</li>
      ))}
    </ul>
  );
}
