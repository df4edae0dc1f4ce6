// SPDX-License-Identifier: AGPL-3.0-or-later
// The one way to ask for something and send it. What is typed survives a refusal, a reload and a change of page; the
// server's wrong fields are shown beside their inputs, in the person's language.
//
//   const form = useForm({ name: 'objective:new', initial: { title: '' }, send: (values) => saveObjective(brand, values), done: (saved) => go(...) });
//   <Form form={form} verb={t('strategy.objective.create')}>
//     <TextInput label={t('strategy.objective.title')} {...form.text('title')} maxLength={120} required />
//     <MoneyInput label={...} currency="EUR" {...form.field('budget')} />
//   </Form>
import { Button } from '@mantine/core';
import { Fragment, useCallback, useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { valueAt, withValueAt } from '../ui/paths';
import { Note } from '../ui/states';
import { allRead } from '../ui/unread';
import { useWords } from '../ui/words';
import { onReturn } from './away';
import { isBehind, keepDraft, keptDraft } from './drafted';
import { isStale, offline, ProblemError, wordsOfField, wordsOfProblem, type FieldProblem } from './problem';
import { queries } from './queries';
import { personHere } from './whose';

interface FormPlan<Values extends object, Answer> {
  /** Where the draft is kept: "objective:new", "brief:<id>". */
  name: string;
  initial: Values;
  /** By its path, what was pointed at to open it (a day of the calendar): it stands over the draft. */
  over?: Record<string, unknown>;
  /** Of what `initial` shows, when it is already on the server. */
  revision?: number;
  /** `seen`: the revision that the values were written from; the server refuses it when there is a newer one. */
  send: (values: Values, seen: number) => Promise<Answer>;
  done?: (answer: Answer) => void;
  /** Paths never kept in the draft (passwords). */
  secret?: string[];
}

export interface Bound {
  value: any;
  onChange: (value: any) => void;
  error: string | undefined;
  'data-path': string;
}

export interface FormState<Values extends object> {
  values: Values;
  set: (path: string, value: unknown) => void;
  /** For inputs that give their event: TextInput, Textarea, PasswordInput, NativeSelect. */
  text: (path: string) => { value: string; onChange: (event: { currentTarget: { value: string } }) => void; error: string | undefined; 'data-path': string };
  /** For inputs that give their value: Select, MoneyInput, MomentInput, NumberInput, SegmentedControl. */
  field: (path: string) => Bound;
  check: (path: string) => { checked: boolean; onChange: (event: { currentTarget: { checked: boolean } }) => void };
  problem: unknown;
  fields: FieldProblem[];
  sending: boolean;
  restored: boolean;
  /** Someone else saved since these values were begun. */
  behind: boolean;
  /** Goes on from their revision: the next sending writes over it. */
  keepMine: () => void;
  /** How often it was begun anew: what its inputs hold by themselves goes too. */
  beginnings: number;
  submit: () => Promise<boolean>;
  reset: () => void;
}

/** What is typed, kept on the device as a form's is. */
export function useDraft<Values extends object>(plan: Pick<FormPlan<Values, any>, 'name' | 'initial' | 'over' | 'revision' | 'secret'>) {
  const [person] = useState(personHere);
  const key = `parvis.form.${person}.${plan.name}`;
  const [found] = useState(() => keptDraft(key, plan.initial, plan.over));
  const [values, setValues] = useState<Values>(found?.values ?? plan.initial);
  const [seen, setSeen] = useState(found?.seen ?? plan.revision ?? null);
  const [touched, setTouched] = useState(found !== null);
  const bare = (plan.secret ?? []).reduce((tree, path) => withValueAt(tree, path, ''), values);
  const text = JSON.stringify({ values: bare, seen });
  useEffect(() => {
    if (touched) keepDraft(key, text);
  }, [key, text, touched]);
  // What nobody touched follows the server; what was just sent waits for the revision that came of it.
  useEffect(() => {
    if (!touched) setValues(plan.initial);
    if (!touched || seen === null) setSeen(plan.revision ?? null);
  }, [plan.revision]);
  const drop = (next: number | null) => {
    keepDraft(key, null);
    setTouched(false);
    setSeen(next);
  };
  return { values, setValues, seen, setSeen, setTouched, drop, restored: found !== null };
}

export function useForm<Values extends object, Answer = unknown>(plan: FormPlan<Values, Answer>): FormState<Values> {
  const { t } = useWords();
  const draft = useDraft(plan);
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const [restored, setRestored] = useState(draft.restored);
  const [beginnings, setBeginnings] = useState(0);
  const fields = problem instanceof ProblemError ? problem.fields : [];
  const { values, setValues, setTouched } = draft;

  const set = useCallback(
    (path: string, value: unknown) => {
      setTouched(true);
      setValues((old) => withValueAt(old, path, value));
      setProblem((old: unknown) => (old instanceof ProblemError ? withoutField(old, path) : old));
    },
    [setTouched, setValues],
  );
  // Nothing is sent by itself: it only stops saying that nobody answers.
  useEffect(() => {
    return onReturn(() => setProblem((old: unknown) => (offline(old) ? null : old)));
  }, []);
  const error = (path: string) => {
    const field = fields.find((one) => one.path === path);
    return field ? wordsOfField(t, field) : undefined;
  };
  const reset = () => {
    draft.drop(plan.revision ?? null);
    setRestored(false);
    setValues(plan.initial);
    setProblem(null);
    setBeginnings((old) => old + 1);
  };
  const submit = async () => {
    setSending(true);
    try {
      const answer = await plan.send(values, draft.seen ?? plan.revision ?? 0);
      draft.drop(null);
      setRestored(false);
      setProblem(null);
      plan.done?.(answer);
      return true;
    } catch (refused) {
      setProblem(refused);
      if (isStale(refused)) void queries.refetchQueries({ type: 'active' });
      return false;
    } finally {
      setSending(false);
    }
  };
  const keepMine = () => (draft.setSeen(plan.revision ?? null), setProblem(null));
  const behind = isBehind(draft.seen, plan.revision);
  return {
    values, set, behind, keepMine, problem, fields, sending, restored, beginnings, submit, reset,
    text: (path) => ({ value: String(valueAt(values, path) ?? ''), onChange: (event) => set(path, event.currentTarget.value), error: error(path), 'data-path': path }),
    field: (path) => ({ value: valueAt(values, path), onChange: (value) => set(path, value), error: error(path), 'data-path': path }),
    check: (path) => ({ checked: Boolean(valueAt(values, path)), onChange: (event) => set(path, event.currentTarget.checked) }),
  };
}

function withoutField(problem: ProblemError, path: string): ProblemError | null {
  const rest = problem.fields.filter((field) => field.path !== path);
  if (rest.length === problem.fields.length) return problem;
  return rest.length ? new ProblemError(problem.status, problem.code, rest, problem.requestId, problem.retryAfter, problem.detail) : null;
}

interface FormParts<Values extends object> {
  form: FormState<Values>;
  /** The button: a verb. */
  verb: string;
  onCancel?: () => void;
  /** Takes the page's width: tables among its inputs. */
  wide?: true;
  /** More buttons beside the main one. */
  beside?: ReactNode;
  children: ReactNode;
}

export function Form<Values extends object>({ form, verb, onCancel, beside, wide, children }: FormParts<Values>) {
  const { t } = useWords();
  const box = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (form.sending || (allRead(box.current?.elements ?? []) && (await form.submit()))) return;
    requestAnimationFrame(() => firstWrong(box.current)?.focus());
  };
  return (
    <form ref={box} className={wide ? 'stack' : 'form'} onSubmit={(event) => void submit(event)} noValidate>
      {form.behind ? <Behind form={form} /> : form.restored ? <Restored reset={form.reset} /> : null}
      <Fragment key={form.beginnings}>{children}</Fragment>
      <Refusal form={form} />
      <div className="line">
        <Button type="submit" loading={form.sending}>{verb}</Button>
        {onCancel ? <Button variant="default" onClick={onCancel}>{t('ui.cancel')}</Button> : null}
        {beside}
      </div>
    </form>
  );
}

/** The first wrong input, a choice's first answer, or else what is said of the whole. */
const firstWrong = (box: HTMLElement | null) =>
  box?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error] [role="radiogroup"] input, [role="alert"]') ?? null;

function Restored({ reset }: { reset: () => void }) {
  const { t } = useWords();
  return (
    <Note>
      <div className="spread">
        {t('ui.form.draft_found')}
        <Button size="compact-sm" variant="subtle" onClick={reset}>{t('ui.form.draft_drop')}</Button>
      </div>
    </Note>
  );
}

function Behind<Values extends object>({ form }: { form: FormState<Values> }) {
  const { t } = useWords();
  return (
    <Note tone="warn">
      {t('ui.form.behind')}
      <div className="line">
        <Button size="compact-sm" variant="default" onClick={form.keepMine}>{t('ui.saving.keep_mine')}</Button>
        <Button size="compact-sm" variant="default" onClick={form.reset}>{t('ui.saving.take_theirs')}</Button>
      </div>
    </Note>
  );
}

/** What the input of that field is called on the screen. */
const labelOf = (path: string) => {
  const box = document.querySelector(`[data-path="${CSS.escape(path)}"]`) as HTMLInputElement | null;
  return box?.labels?.[0]?.firstChild?.textContent ?? box?.ariaLabel ?? box?.querySelector('legend')?.textContent ?? '';
};

/** The whole's problem, and the wrong fields that have no input on the screen. */
function Refusal<Values extends object>({ form }: { form: FormState<Values> }) {
  const { t } = useWords();
  if (!form.problem) return null;
  const general = form.fields.length === 0;
  return (
    <Note tone="bad">
      {general ? wordsOfProblem(t, form.problem) : t('ui.form.refused', { count: form.fields.length })}
      {general ? null : (
        <ul>
          {form.fields.map((field) => (
            <li key={field.path + field.code}>{t('ui.form.wrong', { field: labelOf(field.path), why: wordsOfField(t, field) }).replace(/^[\s:]+/, '')}</li>
          ))}
        </ul>
      )}
    </Note>
  );
}
