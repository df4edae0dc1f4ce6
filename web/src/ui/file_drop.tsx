// SPDX-License-Identifier: AGPL-3.0-or-later
// Takes a file by drop or by choice, says its limits before, and how far its sending is.
import { Progress } from '@mantine/core';
import { useId, useState, type DragEvent } from 'react';
import styles from './file_drop.module.css';
import { formatBytes } from './format';
import { Icon } from './icons';
import { useWords } from './words';

interface Parts {
  label: string;
  /** Media types or endings: ["application/pdf", ".docx"]. */
  accept: string[];
  /** How the types are named to people: "PDF, DOCX, ODT"; with their limits, where these differ. */
  types: string;
  most_bytes: number | ((file: File) => number);
  /** Sends one file, telling the share gone (0 to 1). A refusal is said in the returned words. */
  send: (file: File, told: (share: number) => void) => Promise<string | void>;
  several?: true;
}

interface Line {
  name: string;
  share: number;
  problem?: string;
}

const fits = (file: File, accept: string[]) =>
  accept.some((one) => (one.startsWith('.') ? file.name.toLowerCase().endsWith(one) : one.endsWith('/*') ? file.type.startsWith(one.slice(0, -1)) : file.type === one));

export function FileDrop({ label, accept, types, most_bytes, send, several }: Parts) {
  const { t, locale } = useWords();
  const id = useId();
  const [over, setOver] = useState(false);
  const [lines, setLines] = useState<Line[]>([]);
  const change = (name: string, next: Partial<Line>) => setLines((old) => old.map((line) => (line.name === name ? { ...line, ...next } : line)));
  const refusal = (file: File) => {
    if (!fits(file, accept)) return t('ui.file.wrong_type', { name: file.name, types });
    const most = typeof most_bytes === 'number' ? most_bytes : most_bytes(file);
    if (file.size > most) return t('ui.file.too_big', { name: file.name, size: formatBytes(file.size, locale), limit: formatBytes(most, locale) });
  };
  const take = async (files: File[]) => {
    for (const file of several ? files : files.slice(0, 1)) {
      const problem = refusal(file);
      setLines((old) => [...old.filter((line) => line.name !== file.name), { name: file.name, share: 0, problem }]);
      if (problem) continue;
      const said = await send(file, (share) => change(file.name, { share }));
      change(file.name, said ? { problem: said } : { share: 1 });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  };
  return (
    <div className="stack-tight">
      <div className={`${styles.drop} ${over ? styles.over : ''}`} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
        <Icon name="upload" />
        <span>
          <strong>{label}</strong> {t('ui.file.drop')}{' '}
          <label htmlFor={id} className={styles.choose}>{t('ui.file.choose')}</label>
          <input id={id} className="hidden" type="file" accept={accept.join(',')} multiple={several} aria-label={label}
            onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), event.currentTarget.click())} onChange={(event) => (void take([...(event.currentTarget.files ?? [])]), (event.currentTarget.value = ''))} />
        </span>
        <span className="small soft">{typeof most_bytes === 'number' ? t('ui.file.limits', { types, size: formatBytes(most_bytes, locale) }) : types}</span>
      </div>
      {lines.map((line) => <Sending key={line.name} line={line} />)}
    </div>
  );
}

function Sending({ line }: { line: Line }) {
  const { t } = useWords();
  if (line.problem) return <p className="small" role="alert" style={{ color: 'var(--bad)' }}>{line.problem}</p>;
  return (
    <div className="small" role="status">
      {t(line.share >= 1 ? 'ui.file.sent' : 'ui.file.sending', { name: line.name })}
      {line.share < 1 ? <Progress value={line.share * 100} size="xs" aria-label={line.name} /> : null}
    </div>
  );
}
