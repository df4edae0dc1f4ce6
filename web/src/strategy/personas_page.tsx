// SPDX-License-Identifier: AGPL-3.0-or-later
// Personas: whom the brand speaks to. What is asserted names its source and its date.
import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { useAct } from '../api/act';
import { Form, useForm, type FormState } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useBrand, useMay } from '../identity';
import { toast } from '../ui/feedback';
import { Icon } from '../ui/icons';
import { LinesInput } from '../ui/lines_input';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { useOpenRow } from './open_row';
import { createPersona, savePersona, shelvePersona, usePersonas, type Persona, type PersonaCard } from './queries';

const blank: PersonaCard = { role: '', age_range: '', place: '', quote: '', story: '', goals: [], needs: [], frustrations: [], habits: [], networks: [], sources: [] };

export default function PersonasPage() {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const personas = usePersonas(brand.id);
  const [open, setOpen] = useOpenRow('persona', `/b/${brand.id}/comprendre/personas`);
  const make = may('write_plan') ? <Button onClick={() => setOpen('new')}>{t('strategy.persona.create')}</Button> : null;
  const columns: Column<Persona>[] = [
    { key: 'name', title: t('strategy.persona.name'), value: (persona) => persona.name },
    { key: 'role', title: t('strategy.persona.role'), value: (persona) => persona.card.role },
    { key: 'sources', title: t('strategy.persona.sources'), value: (persona) => persona.card.sources.length, number: true, show: (persona) => (persona.card.sources.length ? persona.card.sources.length : <Badge tone="warn">{t('strategy.persona.unsourced')}</Badge>) },
  ];
  return (
    <Page title={t('strategy.persona.title')} lead={t('strategy.persona.lead')} actions={make} wide>
      <Loaded of={personas}>
        {({ items }) => {
          const found = items.find((persona) => persona.id === open);
          const close = () => setOpen(undefined);
          const detail = open === 'new' ? <Detail title={t('strategy.persona.create')} onClose={close}><NewPersona done={(made) => setOpen(made.id)} /></Detail>
            : found ? <Detail key={found.id} title={found.name} onClose={close}><EditPersona key={found.revision} persona={found} /></Detail> : null;
          return (
            <Split detail={detail}>
              <List name="personas" label={t('strategy.persona.title')} rows={items} id={(persona) => persona.id} columns={columns} open={open} onOpen={(persona) => setOpen(persona.id)}
                empty={<EmptyState title={t('strategy.persona.none')} action={make}>{t('strategy.persona.none_more')}</EmptyState>} />
            </Split>
          );
        }}
      </Loaded>
    </Page>
  );
}

interface Values {
  name: string;
  card: PersonaCard;
}
/** A source without a day has none: an empty text is not a date. */
const dated = ({ name, card }: Values): Values => ({ name, card: { ...card, sources: card.sources.map(({ dated: day, ...source }) => (day ? { ...source, dated: day } : source)) } });

function NewPersona({ done }: { done: (made: Persona) => void }) {
  const { t } = useWords();
  const brand = useBrand();
  const form = useForm<Values, Persona>({ name: `persona:new:${brand.id}`, initial: { name: '', card: blank }, send: (values) => createPersona(brand.id, dated(values)), done: (made) => (void refresh('persona'), done(made)) });
  return <Form form={form} verb={t('strategy.persona.create')}><Fields form={form} /></Form>;
}

function EditPersona({ persona }: { persona: Persona }) {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const [run] = useAct();
  const form = useForm<Values, Persona>({ name: `persona:${persona.id}`, initial: { name: persona.name, card: persona.card }, revision: persona.revision, send: (values, revision) => savePersona(brand.id, { ...persona, ...dated(values), revision }), done: () => (void refresh('persona'), toast({ said: t('ui.saving.saved') })) });
  const archive = () => run({ of: persona.id, act: () => shelvePersona(brand.id, persona.id, 'archived'), said: t('strategy.shelf.now_archived', { name: persona.name }), undo: () => shelvePersona(brand.id, persona.id, 'active'), touches: ['persona'] });
  return <Form form={form} verb={t('ui.save')} beside={may('write_plan') ? <Button variant="default" onClick={() => void archive()}>{t('strategy.shelf.to_archived')}</Button> : null}><Fields form={form} /></Form>;
}

function Fields({ form }: { form: FormState<Values> }) {
  const { t } = useWords();
  const lists = ['goals', 'needs', 'frustrations', 'habits', 'networks'] as const;
  return (
    <>
      <TextInput label={t('strategy.persona.name')} required maxLength={80} {...form.text('name')} />
      <TextInput label={t('strategy.persona.role')} maxLength={120} {...form.text('card/role')} />
      <div className="line"><TextInput label={t('strategy.persona.age')} maxLength={40} {...form.text('card/age_range')} /><TextInput label={t('strategy.persona.place')} maxLength={120} {...form.text('card/place')} /></div>
      <TextInput label={t('strategy.persona.quote')} maxLength={300} {...form.text('card/quote')} />
      <Textarea label={t('strategy.persona.story')} autosize minRows={2} maxLength={2000} {...form.text('card/story')} />
      {lists.map((list) => <LinesInput key={list} label={t(`strategy.persona.${list}`)} description={t('strategy.one_a_line')} {...form.field(`card/${list}`)} />)}
      <Sources form={form} />
    </>
  );
}

function Sources({ form }: { form: FormState<Values> }) {
  const { t } = useWords();
  const { sources } = form.values.card;
  const set = (next: PersonaCard['sources']) => form.set('card/sources', next);
  return (
    <fieldset className="stack-tight" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>{t('strategy.persona.sources')}</legend>
      {sources.map((_, place) => (
        <div key={place} className="panel stack-tight">
          <TextInput label={t('strategy.persona.statement')} maxLength={300} {...form.text(`card/sources/${place}/statement`)} />
          <TextInput label={t('strategy.persona.reference')} maxLength={300} {...form.text(`card/sources/${place}/reference`)} />
          <div className="spread">
            <TextInput type="date" label={t('strategy.persona.dated')} {...form.text(`card/sources/${place}/dated`)} />
            <ActionIcon variant="subtle" color="gray" aria-label={t('strategy.persona.drop_source', { place: place + 1 })} onClick={() => set(sources.filter((__, at) => at !== place))}><Icon name="close" /></ActionIcon>
          </div>
        </div>
      ))}
      <div><Button variant="default" leftSection={<Icon name="plus" small />} onClick={() => set([...sources, { statement: '', reference: '' }])}>{t('strategy.persona.add_source')}</Button></div>
    </fieldset>
  );
}
