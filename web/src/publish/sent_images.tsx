// SPDX-License-Identifier: AGPL-3.0-or-later
// A publication's images as they are sent: the copy that fits the network where the image is too heavy for it.
import { formatBytes, formatDate } from '../ui/format';
import { useWords } from '../ui/words';
import { imageOf, useNetworks, type Entry } from './delivery';
import styles from './sent_images.module.css';

export function SentImages({ brand, entry }: { brand: string; entry: Entry }) {
  const { t } = useWords();
  const { publication } = entry;
  return (
    <ul className={styles.images}>
      {publication.assets.map((use, place) => {
        const address = imageOf(brand, publication.id, use.asset_id);
        return (
          <li key={use.asset_id} className="stack-tight">
            <img src={address} alt={use.alt} loading="lazy" />
            <span className="small soft">{t('publish.detail.alt', { alt: use.alt })}</span>
            <Fitted entry={entry} asset={use.asset_id} />
            <a className="small" href={address} download={`image-${place + 1}`}>{t('publish.detail.save_image')}</a>
          </li>
        );
      })}
    </ul>
  );
}

function Fitted({ entry, asset }: { entry: Entry; asset: string }) {
  const { t, locale } = useWords();
  const rules = useNetworks().data?.items.find(({ network }) => network === entry.network);
  const copy = entry.publication.renditions.find(({ asset_id }) => asset_id === asset);
  if (!copy) return null;
  const told = { network: rules?.name ?? entry.network, limit: formatBytes(copy.most_bytes, locale), bytes: formatBytes(copy.bytes, locale), width: copy.width, height: copy.height, day: formatDate(rules?.dated, locale) };
  return <span className="small">{t('publish.detail.fitted', told)}</span>;
}
