// SPDX-License-Identifier: AGPL-3.0-or-later
// Says plainly, wherever a link, a code or a script is handed out, when those it is for cannot reach this installation.
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';

interface PublicPlace {
  public_address: string;
  range: 'this_machine' | 'local_network' | 'world';
  encrypted: boolean;
}

const usePublicPlace = () => useQuery({ queryKey: ['public-address'], queryFn: () => get<PublicPlace>('/api/public-address'), staleTime: Infinity });

/** The address that others are given; this page's own while it is not known. */
export const usePublicAddress = (): string => usePublicPlace().data?.public_address ?? location.origin;

export function PublicAddressNote() {
  const { t } = useWords();
  const place = usePublicPlace().data;
  if (!place || (place.range === 'world' && place.encrypted)) return null;
  const what = place.range === 'world' ? 'in_clear' : place.range;
  return <Note tone="warn">{t(`identity.public_address.${what}`, { address: place.public_address })} <span className="soft">{t('identity.public_address.how')}</span></Note>;
}
