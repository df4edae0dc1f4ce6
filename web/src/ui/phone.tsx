// SPDX-License-Identifier: AGPL-3.0-or-later
// A publication as a phone shows it. `cut` is where the network folds the text; what comes after is behind "… more".
import type { ReactNode } from 'react';
import styles from './phone.module.css';
import { useWords } from './words';

export interface PhonePicture {
  address: string;
  alt: string;
}
interface Parts {
  network: string;
  name: string;
  handle?: string;
  when?: string;
  text: string;
  /** Characters shown before the fold; none when absent. */
  cut?: number;
  pictures?: PhonePicture[];
  /** "exemple.fr · Titre de la page" */
  card?: string;
  /** Picture above the text (Instagram, TikTok). */
  pictureFirst?: boolean;
  /** Width over height of the pictures: 1, 4/5, 9/16, 1.91. */
  ratio?: number;
}

const marks = /(https?:\/\/\S+|[#@][\p{L}\p{N}_.]+)/gu;
function withTags(text: string): ReactNode[] {
  return text.split(marks).map((part, place) => (place % 2 ? <span key={place} className={styles.tag}>{part}</span> : part));
}

export function PhonePreview({ network, name, handle, when, text, cut, pictures = [], card, pictureFirst, ratio = 1 }: Parts) {
  const { t } = useWords();
  const letters = [...text];
  const folded = cut !== undefined && letters.length > cut;
  const shown = folded ? letters.slice(0, cut).join('') : text;
  return (
    <figure className={styles.phone} aria-label={t('ui.phone.label', { network })}>
      <div className={`${styles.screen} ${pictureFirst ? styles.first : ''}`}>
        <div className={styles.head}>
          <span className={styles.face} aria-hidden>{[...name][0]?.toUpperCase()}</span>
          <span className={styles.account}><strong>{name}</strong><br /><span className="soft">{[handle, when].filter(Boolean).join(' · ')}</span></span>
        </div>
        <p className={styles.text}>
          {shown ? withTags(shown) : <span className="soft">{t('ui.phone.no_text')}</span>}
          {folded ? <span className="soft"> {t('ui.phone.more')}</span> : null}
        </p>
        {pictures.length ? (
          <div className={styles.pictures}>
            {pictures.map((picture) => (
              <img key={picture.address} className={styles.picture} src={picture.address} alt={picture.alt || t('ui.phone.photo')} style={{ aspectRatio: ratio }} />
            ))}
          </div>
        ) : card ? <span className={styles.card}>{card}</span> : null}
      </div>
    </figure>
  );
}
