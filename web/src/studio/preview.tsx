// SPDX-License-Identifier: AGPL-3.0-or-later
// How the post looks on one channel: text with what no longer fits, images, link.
import { useWords } from '../ui/words';
import { assetAddress, channelName, type AssetUse, type Channel, type Verdict } from './content';
import styles from './studio.module.css';

interface PreviewParts {
  brand: string;
  channel: Channel | undefined;
  text: string;
  pictures: AssetUse[];
  link: string;
  verdict: Verdict | undefined;
}

export function Preview({ brand, channel, text, pictures, link, verdict }: PreviewParts) {
  const { t } = useWords();
  const counts = verdict?.networks.find((one) => one.network === channel?.network)?.counts ?? [];
  const cuts = counts.flatMap((count) => (count.over_from == null ? [] : [count.over_from]));
  const cut = cuts.length ? Math.min(...cuts) : text.length;
  return (
    <article className={styles.preview} aria-label={t('studio.preview.on', { network: channel ? t(`studio.network.${channel.network}`) : t('studio.composer.common') })}>
      {channel ? <strong>{channelName(channel, t(`studio.network.${channel.network}`))}</strong> : null}
      {text ? <p>{text.slice(0, cut)}{cut < text.length ? <span className={styles.over}>{text.slice(cut)}</span> : null}</p> : <p className="soft">{t('studio.preview.empty')}</p>}
      {cut < text.length ? <p className="small soft">{t('studio.preview.over')}</p> : null}
      {pictures.length ? (
        <div className={pictures.length > 1 ? styles.pair : undefined}>
          {pictures.slice(0, 4).map((use) => <img key={use.asset_id} src={assetAddress(brand, use.asset_id)} alt={use.alt} />)}
        </div>
      ) : null}
      {link ? <div className={`${styles.card} small clip`}>{link.replace(/^https?:\/\//, '')}</div> : null}
    </article>
  );
}
