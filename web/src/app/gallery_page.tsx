// SPDX-License-Identifier: AGPL-3.0-or-later
// Every component in every state, to look at. Its words are samples, not the product's.
import { Button, PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { SaveState, type SaveStanding } from '../api/autosave';
import { Form, useForm } from '../api/form';
import { ProblemError } from '../api/problem';
import { useAddress } from '../ui/address';
import { Chart } from '../ui/chart';
import { toast, useConfirm } from '../ui/feedback';
import { Figure, Figures } from '../ui/figure';
import { FileDrop } from '../ui/file_drop';
import { formatMoney } from '../ui/format';
import { MomentInput, MoneyInput } from '../ui/inputs';
import { JobProgress } from '../ui/job';
import { List, type Column } from '../ui/list';
import { Detail, Page, Section, Split } from '../ui/page';
import { PhonePreview } from '../ui/phone';
import { Badge, EmptyState, ErrorState, Note, Skeleton } from '../ui/states';
import { FirstSteps, type Step } from '../ui/steps';
import { ThreadBar } from '../ui/thread_bar';
import { useWords } from '../ui/words';

export default function GalleryPage() {
  return (
    <main>
      <Page title="Galerie" lead="Chaque composant dans chacun de ses états." thread={<Threads />} actions={<Acts />} wide>
        <Section title="Chiffres"><SampleFigures /></Section>
        <Section title="Graphiques"><SampleCharts /></Section>
        <Section title="Liste"><SampleList /></Section>
        <div className="two">
          <Section title="Formulaire"><SampleForm /></Section>
          <Section title="Aperçus"><SamplePhones /></Section>
        </div>
        <Section title="Premiers pas"><SampleSteps /></Section>
        <Section title="États"><SampleStates /></Section>
      </Page>
    </main>
  );
}

function Threads() {
  return (
    <div className="stack-tight">
      <ThreadBar links={[
        { kind: 'objective', what: '120 commandes avant Noël', to: '/fil' }, { kind: 'pillar', what: 'Coulisses de l’atelier', to: '/fil' },
        { kind: 'content', what: 'Le four de 4 h du matin', here: true }, { kind: 'publications', what: '3 publications', to: '/fil' },
        { kind: 'visits', what: '1 204', to: '/fil' }, { kind: 'conversions', what: '31', to: '/fil' }, { kind: 'roi', what: '2,4', to: '/fil' },
      ]} />
      <ThreadBar links={[{ kind: 'content', what: 'Sans objectif encore', here: true }, { kind: 'objective', onConnect: () => toast({ said: 'Relier' }) }, { kind: 'pillar', connectAt: '/fil' }]} />
    </div>
  );
}

function Acts() {
  const confirm = useConfirm();
  const ask = async () => {
    const yes = await confirm({ title: 'Supprimer la charte ?', consequence: '3 contenus perdront leur verdict.', verb: 'Supprimer', tone: 'bad', word: 'Fournil' });
    if (yes) toast({ said: 'Charte supprimée.', undo: () => toast({ said: 'Charte rétablie.' }) });
  };
  return <><Button variant="default" onClick={() => void ask()}>Supprimer…</Button><Button onClick={() => toast({ said: 'Contenu archivé.', undo: () => undefined })}>Archiver</Button></>;
}

function SampleFigures() {
  const { locale } = useWords();
  return (
    <Figures>
      <Figure name="Chiffre d’affaires" value={formatMoney({ minor: 482_350, currency: 'EUR' }, locale, 'when_needed')} versus={{ change: '+12 %', to: 'octobre' }} period="1 au 23 novembre" origin="measured" definition="Somme des commandes tracées, hors taxes, remboursements déduits. Source : site, relevé à 14 h 05." to="/fil" />
      <Figure name="Commandes" value="31" sample="40" period="1 au 23 novembre" origin="measured" to="/fil" />
      <Figure name="Appels" value="12" origin="declared" period="1 au 23 novembre" />
      <Figure name="ROI" value={null} definition="Pas de coût saisi." />
    </Figures>
  );
}

const weeks = ['2 nov.', '9 nov.', '16 nov.', '23 nov.', '30 nov.', '7 déc.'];
function SampleCharts() {
  return (
    <div className="two">
      <Chart kind="line" title="Visites par semaine et par canal" marks={weeks} markTitle="Semaine" series={[
        { name: 'Instagram', values: [120, 180, 210, 190, 260, null] }, { name: 'Mastodon', values: [40, 60, 55, 90, 120, null] }, { name: 'Lettre', values: [80, 20, 140, 30, 150, null] },
      ]} />
      <Chart kind="stacked" title="Commandes par semaine et par canal" marks={weeks} markTitle="Semaine" series={[
        { name: 'Instagram', values: [3, 4, 6, 5, 9, 2] }, { name: 'Mastodon', values: [1, 1, 2, 2, 3, 1] }, { name: 'Lettre', values: [4, 1, 6, 1, 7, 0] },
      ]} />
      <Chart kind="bar" title="Rien de mesuré" marks={weeks} series={[{ name: 'Appels', values: weeks.map(() => null) }]} />
    </div>
  );
}

interface Row { id: string; title: string; state: string; reach: number | null; at: string }
const states = ['brouillon', 'validé', 'en ligne'];
const columns: Column<Row>[] = [
  { key: 'title', title: 'Contenu', value: (row) => row.title },
  { key: 'state', title: 'État', value: (row) => row.state, show: (row) => <Badge tone={row.state === 'en ligne' ? 'good' : row.state === 'validé' ? 'accent' : 'plain'}>{row.state}</Badge> },
  { key: 'reach', title: 'Portée', value: (row) => row.reach, number: true },
  { key: 'at', title: 'Jour', value: (row) => row.at, minor: true },
];
function SampleList() {
  const [query, change] = useAddress();
  const rows = useMemo(() => Array.from({ length: 10_000 }, (_, n): Row => ({ id: String(n), title: `Le pain du jour nº ${n + 1}`, state: states[n % 3]!, reach: n % 7 ? (n * 37) % 5000 : null, at: `2026-11-${String((n % 28) + 1).padStart(2, '0')}` })), []);
  const open = rows.find((row) => row.id === query.open);
  return (
    <Split detail={open ? <Detail title={open.title} onClose={() => change({ open: undefined })}><p>Ce qui est ouvert se voit à côté de la liste.</p></Detail> : null}>
      <List name="gallery" label="Contenus" rows={rows} id={(row) => row.id} columns={columns} open={query.open} onOpen={(row) => change({ open: row.id })}
        filters={[{ key: 'state', title: 'État', options: states.map((value) => ({ value, label: value })), keeps: (row, value) => row.state === value }]}
        acts={[{ verb: 'Archiver', act: (chosen) => toast({ said: `${chosen.length} archivés.`, undo: () => undefined }) }]} />
    </Split>
  );
}

function SampleForm() {
  const form = useForm({
    name: 'gallery',
    initial: { title: '', kind: null as string | null, budget: null, note: '', secret: '', at: { date: '2027-03-28', time: '02:30', zone: 'Europe/Paris', fold: 'earlier' as const } },
    secret: ['secret'],
    send: () => Promise.reject(new ProblemError(422, 'json.invalid_fields', [{ path: 'title', code: 'text.required', limit: '', value: '' }, { path: 'note', code: 'text.too_long', limit: '280', value: '' }])),
  });
  return (
    <Form form={form} verb="Enregistrer" onCancel={form.reset}>
      <TextInput label="Titre" required {...form.text('title')} />
      <Select label="Genre" data={['Commandes', 'Appels', 'Devis']} {...form.field('kind')} />
      <MoneyInput label="Budget" currency="EUR" {...form.field('budget')} />
      <MomentInput label="Départ" {...form.field('at')} />
      <Textarea label="Note" autosize minRows={2} {...form.text('note')} />
      <PasswordInput label="Secret" {...form.text('secret')} visibilityToggleButtonProps={{ 'aria-label': 'Montrer' }} />
      <FileDrop label="Brief du client" accept={['application/pdf', '.docx']} types="PDF, DOCX" most_bytes={20_000_000} send={() => Promise.resolve('Ce document est protégé par un mot de passe.')} />
    </Form>
  );
}

function SamplePhones() {
  const text = 'Quatre heures du matin, le four chauffe. Chaque pain de Noël que vous commandez part d’ici, et d’ici seulement. Commandez avant le 20 décembre : https://fournil.example/noel #boulangerie';
  return (
    <div className="line-wide">
      <PhonePreview network="Instagram" name="Le Fournil" handle="@lefournil" when="14 h 30" text={text} cut={125} pictureFirst ratio={4 / 5} pictures={[{ address: '/parvis.svg', alt: 'Le four' }]} />
      <PhonePreview network="Mastodon" name="Le Fournil" handle="@lefournil@mastodon.example" text={text} card="fournil.example · Les pains de Noël" />
    </div>
  );
}

const first: Step[] = [
  { key: 'a', name: 'Écrire le brief', why: 'Ce que le client demande, en une page.', minutes: 2, to: '/fil', state: 'done' },
  { key: 'b', name: 'Poser un objectif', why: 'Un chiffre, une unité, une date.', minutes: 2, to: '/fil', state: 'skipped' },
  { key: 'c', name: 'Relier un canal', why: 'Avec connecteur, ou à la main.', minutes: 3, to: '/fil', state: 'open' },
  { key: 'd', name: 'Programmer une publication', why: 'Elle part à l’heure dite.', minutes: 5, to: '/fil', state: 'open' },
];
function SampleSteps() {
  const [steps, setSteps] = useState(first);
  return <FirstSteps steps={steps} onSkip={(step) => setSteps(steps.map((one) => (one === step ? { ...one, state: 'skipped' } : one)))} />;
}

function SampleStates() {
  const standings: SaveStanding[] = [
    { kind: 'saved', at: new Date() }, { kind: 'saving' }, { kind: 'waiting' }, { kind: 'offline', retry: () => undefined },
    { kind: 'conflict', keepMine: () => undefined, takeTheirs: () => undefined }, { kind: 'failed', problem: new ProblemError(503, 'web.x') },
    { kind: 'other_person', retry: () => undefined }, { kind: 'saved', left: { at: new Date(), takeUp: () => undefined, drop: () => undefined } },
  ];
  return (
    <div className="two">
      <div className="stack">
        <EmptyState title="Aucun contenu" action={<Button>Écrire le premier</Button>}>Un contenu porte un objectif et part sur un ou plusieurs canaux.</EmptyState>
        <ErrorState words="Le réseau Mastodon ne répond pas depuis 14 h 02. La publication sera retentée à 14 h 10." reference="req-4821" onRetry={() => undefined} />
        <Skeleton lines={3} />
      </div>
      <div className="stack">
        <div className="line">{(['plain', 'accent', 'good', 'warn', 'bad'] as const).map((tone) => <Badge key={tone} tone={tone}>{tone}</Badge>)}</div>
        {(['plain', 'good', 'warn', 'bad'] as const).map((tone) => <Note key={tone} tone={tone}>Une remarque {tone}, avec ce qu’il faut faire.</Note>)}
        {standings.map((state) => <SaveState key={state.kind} state={state} />)}
        <JobProgress job={{ name: 'Import de 1 200 commandes', state: 'running', done: 430, total: 1200 }} onCancel={() => undefined} />
        <JobProgress job={{ name: 'Rapport de novembre', state: 'failed', problem: 'La police demandée est absente.' }} />
      </div>
    </div>
  );
}
