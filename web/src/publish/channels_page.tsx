// SPDX-License-Identifier: AGPL-3.0-or-later
// The channels and the accounts behind them; the emergency stop.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { wordsOfProblem } from '../api/problem';
import { useMay } from '../identity';
import { useParam } from '../ui/address';
import { Page } from '../ui/page';
import { EmptyState, ErrorState, Note, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { AccountCard } from './account_card';
import { ChannelForm } from './channel_form';
import { useChannels, useConnections } from './delivery';
import { FreezePanel } from './freeze_panel';

export default function ChannelsPage() {
  const { t } = useWords();
  const brand = useParam('brand');
  const may = useMay();
  const [opening, setOpening] = useState(false);
  const channels = useChannels(brand);
  const connections = useConnections(brand);
  const open = may('connect_channels') ? <Button onClick={() => setOpening(true)}>{t('publish.channels.open')}</Button> : null;
  const shown = channels.data?.items.filter((channel) => !channel.archived_at) ?? [];
  const trouble = channels.error ?? connections.error;
  return (
    <Page title={t('publish.channels.title')} lead={t('publish.channels.lead')} actions={shown.length ? open : null}>
      {channels.isPending || connections.isPending ? <Skeleton /> : null}
      {trouble ? <ErrorState words={wordsOfProblem(t, trouble)} onRetry={() => (void channels.refetch(), void connections.refetch())} /> : null}
      {connections.data?.simulated ? <Note tone="warn">{t('publish.sandbox.channels')}</Note> : null}
      {channels.data && !shown.length ? <EmptyState title={t('publish.channels.empty')} action={open}>{t('publish.channels.empty_more')}</EmptyState> : null}
      {connections.data ? (
        <div className="cards">
          {shown.map((channel) => (
            <AccountCard key={channel.id} brand={brand} channel={channel} connection={connections.data.items.find((one) => one.channel_id === channel.id)} />
          ))}
        </div>
      ) : null}
      <FreezePanel brand={brand} />
      <Modal opened={opening} onClose={() => setOpening(false)} title={t('publish.channels.open')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        <ChannelForm brand={brand} simulated={connections.data?.simulated ?? false} close={() => setOpening(false)} />
      </Modal>
    </Page>
  );
}
