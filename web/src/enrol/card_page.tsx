// SPDX-License-Identifier: AGPL-3.0-or-later
// The certification's card: what documents and files say of it.
import { ActionIcon, Button, MultiSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { Icon } from '../ui/icons';
import { Page, Section } from '../ui/page';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import styles from './enrol.module.css';
import { filled, saveCard, useCard, type Card } from './queries';

export default function CardPage() {
  const { t } = useWords();
  const found = useCard();
  return (
    <Page title={t('enrol.card.title')} lead={t('enrol.card.lead')}>
      <Loaded of={found}>
        {({ card, missing }) => (
          <>
            {missing.length ? <Note tone="warn">{t('enrol.card.missing', { fields: missing.map((name) => t(`enrol.card.field.${name}`)).join(', ') })}</Note> : <Note tone="good">{t('enrol.card.whole')}</Note>}
            <CardForm key={card.revision} card={card} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

const plain = ['certifier', 'title', 'rncp_number', 'representative', 'representative_function', 'siret', 'cdc_client', 'cdc_contract', 'website'] as const;
const longest: Record<(typeof plain)[number], number> = { certifier: 255, title: 255, rncp_number: 20, representative: 120, representative_function: 120, siret: 14, cdc_client: 8, cdc_contract: 20, website: 2048 };

function CardForm({ card }: { card: Card }) {
  const { t } = useWords();
  const form = useForm({
    name: `enrol_card:${card.revision}`,
    initial: { ...card, level: card.level ?? '', registered_on: card.registered_on ?? '', registered_until: card.registered_until ?? '', website: card.website ?? '' },
    send: (values) => saveCard({ ...kept_empty(values), ...filled(values), centres: values.centres.map((one) => ({ postcode: '', ...filled(one) })) } as Card),
    done: () => (void refresh('enrol_card'), toast({ said: t('enrol.saved') })),
  });
  const field = (name: (typeof plain)[number]) => <TextInput key={name} label={t(`enrol.card.field.${name}`)} description={t(`enrol.card.hint.${name}`)} maxLength={longest[name]} {...form.text(name)} />;
  return (
    <Form form={form} verb={t('enrol.save')}>
      <Section title={t('enrol.card.certification')}>
        <div className="two">{field('title')}{field('rncp_number')}</div>
        <NumberInput label={t('enrol.card.field.level')} description={t('enrol.card.hint.level')} min={3} max={8} {...form.field('level')} />
        <div className="two">
          <TextInput type="date" label={t('enrol.card.field.registered_on')} {...form.text('registered_on')} />
          <TextInput type="date" label={t('enrol.card.field.registered_until')} {...form.text('registered_until')} />
        </div>
      </Section>
      <Section title={t('enrol.card.certifier')}>
        <div className="two">{field('certifier')}{field('siret')}</div>
        <div className="two">{field('representative')}{field('representative_function')}</div>
        <Textarea label={t('enrol.card.field.address')} maxLength={300} autosize {...form.text('address')} />
        {field('website')}
      </Section>
      <Section title={t('enrol.card.cdc')}><div className="two">{field('cdc_client')}{field('cdc_contract')}</div></Section>
      <Centres centres={form.values.centres} change={(centres) => form.set('centres', centres)} errorOf={(path) => form.text(path).error} />
    </Form>
  );
}

/** Texts that the contract wants even when empty. */
const kept_empty = (values: Omit<Card, 'level'>) => ({ certifier: values.certifier, title: values.title, rncp_number: values.rncp_number, representative: values.representative, representative_function: values.representative_function, address: values.address, siret: values.siret, cdc_client: values.cdc_client, cdc_contract: values.cdc_contract });

function Centres({ centres, change, errorOf }: { centres: Card['centres']; change: (centres: Card['centres']) => void; errorOf: (path: string) => string | undefined }) {
  const { t } = useWords();
  const renew = (at: number, next: object) => change(centres.map((one: object, place: number) => (place === at ? { ...one, ...next } : one)) as Card['centres']);
  const add = <Button variant="default" leftSection={<Icon name="plus" small />} onClick={() => change([...centres, { name: '', postcode: '', blocks: [] }] as Card['centres'])}>{t('enrol.card.add_centre')}</Button>;
  return (
    <Section title={t('enrol.card.centres')} actions={add}>
      <p className="soft">{t('enrol.card.centres_more')}</p>
      {centres.map((one: Card['centres'][number], at: number) => (
        <fieldset key={at} className={`panel stack-tight ${styles.group}`}>
          <legend className="small">{one.name || t('enrol.card.new_centre')}</legend>
          <div className="two">
            <TextInput label={t('enrol.card.centre.name')} required value={one.name} maxLength={120} error={errorOf(`centres/${at}/name`)} onChange={(event) => renew(at, { name: event.currentTarget.value })} />
            <TextInput label={t('enrol.card.centre.postcode')} value={one.postcode} maxLength={9} onChange={(event) => renew(at, { postcode: event.currentTarget.value })} />
          </div>
          <div className="two">
            <TextInput label={t('enrol.card.centre.habilitation')} value={one.habilitation ?? ''} maxLength={60} onChange={(event) => renew(at, { habilitation: event.currentTarget.value })} />
            <MultiSelect label={t('enrol.card.centre.blocks')} placeholder={one.blocks.length ? '' : t('enrol.card.centre.all_blocks')} data={['B1', 'B2', 'B3', 'B4', 'B5', 'final']} value={one.blocks} onChange={(blocks) => renew(at, { blocks })} />
          </div>
          <div className="line">
            <TextInput type="date" label={t('enrol.card.centre.valid_from')} value={one.valid_from ?? ''} onChange={(event) => renew(at, { valid_from: event.currentTarget.value })} />
            <TextInput type="date" label={t('enrol.card.centre.valid_to')} value={one.valid_to ?? ''} error={errorOf(`centres/${at}/valid_to`)} onChange={(event) => renew(at, { valid_to: event.currentTarget.value })} />
            <ActionIcon variant="subtle" color="gray" aria-label={t('enrol.card.drop_centre', { name: one.name })} onClick={() => change(centres.filter((_one: object, place: number) => place !== at) as Card['centres'])}><Icon name="close" /></ActionIcon>
          </div>
        </fieldset>
      ))}
    </Section>
  );
}
