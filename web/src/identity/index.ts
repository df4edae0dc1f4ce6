// SPDX-License-Identifier: AGPL-3.0-or-later
// What other modules may use of identity: who is signed in, what they may do, which brand is open.
import { useParam } from '../ui/address';
import { useMe, type Brand } from './queries';

export { PublicAddressNote, usePublicAddress } from './public_address';
export { Outside } from './outside';
export { me_key, useMay, useMe, type Brand, type Me, type Role, type Workspace } from './queries';

/** The brand whose pages these are. On pages under /b/$brand only. */
export function useBrand(): Brand {
  const id = useParam('brand');
  const me = useMe();
  const found = me.brands.find((brand) => brand.id === id);
  return found ?? { id, name: '', slug: '', locale: me.locale, zone: me.workspace.zone, currency: me.workspace.currency, revision: 0, archived_at: null };
}
