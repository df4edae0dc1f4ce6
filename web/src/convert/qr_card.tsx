// SPDX-License-Identifier: AGPL-3.0-or-later
// A tagged link as a QR code to print: its short address beneath, taken away as SVG or PNG.
import { Button, CopyButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../api/loaded';
import { PublicAddressNote, usePublicAddress } from '../identity';
import { download } from '../ui/download';
import { Icon } from '../ui/icons';
import { pngOf } from '../ui/picture';
import { useWords } from '../ui/words';
import { loadQr, type TaggedLink } from './queries';

const printed = 640;

/** The drawing's own proportions: the caption makes it taller than wide. */
function sizeOf(svg: string) {
  const [, , width, height] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '0 0 1 1').split(' ').map(Number) as [number, number, number, number];
  return { width: printed, height: Math.round((printed * height) / width) };
}

export function QrCard({ brand, link }: { brand: string; link: TaggedLink }) {
  const drawn = useQuery({ queryKey: ['link', brand, link.id, 'qr'], queryFn: () => loadQr(brand, link.id), staleTime: Infinity });
  return <Loaded of={drawn}>{(svg) => <Drawn link={link} svg={svg} />}</Loaded>;
}

function Drawn({ link, svg }: { link: TaggedLink; svg: string }) {
  const { t } = useWords();
  const address = `${usePublicAddress()}/l/${link.code}`;
  const png = () => void pngOf(svg, sizeOf(svg), 'white').then((blob) => download(`${link.code}.png`, blob, 'image/png'));
  return (
    <div className="stack">
      <PublicAddressNote />
      <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} alt={t('convert.links.qr_alt', { address, target: link.target })} style={{ inlineSize: 'min(100%, var(--phone))', alignSelf: 'center' }} />
      <div className="line">
        <Button leftSection={<Icon name="download" small />} onClick={() => download(`${link.code}.svg`, svg, 'image/svg+xml')}>{t('convert.links.qr_svg')}</Button>
        <Button variant="default" leftSection={<Icon name="download" small />} onClick={png}>{t('convert.links.qr_png')}</Button>
        <CopyButton value={address}>{({ copied, copy }) => <Button variant="default" onClick={copy}>{t(copied ? 'convert.copied' : 'convert.links.copy')}</Button>}</CopyButton>
      </div>
      <p className="small soft">{t('convert.links.qr_more')}</p>
    </div>
  );
}
