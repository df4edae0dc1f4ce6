// SPDX-License-Identifier: AGPL-3.0-or-later
// What changes a channel itself: its name and address, and whether it is still used.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { useWords } from '../ui/words';
import { ChannelForm } from './channel_form';
import { shelveChannel, type Channel } from './delivery';

export function ChannelActs({ brand, channel, simulated }: { brand: string; channel: Channel; simulated: boolean }) {
  const { t } = useWords();
  const [editing, setEditing] = useState(false);
  const [run, busy] = useAct();
  const put = (shelf: 'active' | 'archived') => () => shelveChannel(brand, channel.id, shelf);
  const archive = () => run({ act: put('archived'), said: t('publish.channels.archived', { name: channel.name }), undo: put('active'), touches: ['channel'] });
  return (
    <div className="line">
      <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>{t('publish.channels.edit')}</Button>
      <Button size="compact-sm" variant="subtle" color="gray" loading={busy} onClick={() => void archive()}>{t('publish.channels.archive')}</Button>
      <Modal opened={editing} onClose={() => setEditing(false)} title={channel.name} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        <ChannelForm brand={brand} simulated={simulated} channel={channel} close={() => setEditing(false)} />
      </Modal>
    </div>
  );
}
