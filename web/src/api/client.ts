// SPDX-License-Identifier: AGPL-3.0-or-later
// The one client. Types come from the contract (schema.d.ts, made at build from api/openapi.json).
//
//   const objectives = () => get<{ items: Schema<'Objective'>[] }>('/api/brands/{brand}/objectives', { brand });
//   const save = (o: Objective) => put<Objective>('/api/brands/{brand}/objectives/{objective}', { brand, objective: o.id }, o);
//
// Every function throws ProblemError and nothing else.
import createClient from 'openapi-fetch';
import { nothingAnswered } from './away';
import { ProblemError, type FieldProblem } from './problem';
import type { components, paths } from './schema';

/** A type of the contract by its name; any while the contract does not know it. */
export type Schema<Name extends string> = Name extends keyof components['schemas'] ? components['schemas'][Name] : any;

export const client = createClient<paths>({ baseUrl: location.origin, credentials: 'same-origin' });

export type Parameters = Record<string, string | number | boolean | undefined | null>;
interface Call {
  path: string;
  parameters?: Parameters;
  body?: unknown;
  signal?: AbortSignal;
}

const names = (path: string) => new Set([...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!));

/** Parameters named in the path fill it; the others go after "?". */
function placed(path: string, parameters: Parameters) {
  const inPath = names(path);
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return {
    path: Object.fromEntries(given.filter(([name]) => inPath.has(name))),
    query: Object.fromEntries(given.filter(([name]) => !inPath.has(name))),
  };
}

/** The network or the server is away: they are asked again until they answer. */
function unanswered(): ProblemError {
  void nothingAnswered();
  return new ProblemError(0, 'web.offline');
}

interface ProblemBody {
  code?: string;
  fields?: FieldProblem[];
  request_id?: string;
  detail?: string;
}

function problemOf(response: Response, body: unknown): ProblemError {
  const said = (typeof body === 'object' && body ? body : {}) as ProblemBody;
  const retry = Number(response.headers.get('Retry-After') ?? 0);
  return new ProblemError(response.status, said.code ?? 'web.unexpected', said.fields ?? [], said.request_id ?? '', retry, said.detail ?? '');
}

type Untyped = (path: string, options: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

async function call<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', { path, parameters = {}, body, signal }: Call): Promise<T> {
  const send = client[method] as unknown as Untyped;
  const options = { params: placed(path, parameters), signal, ...(body === undefined ? {} : { body }) };
  const answer = await send(path, options).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unanswered();
  });
  if (!answer.response.ok) throw problemOf(answer.response, answer.error);
  return answer.data as T;
}

export const get = <T>(path: string, parameters?: Parameters, signal?: AbortSignal) => call<T>('GET', { path, parameters, signal });
export const post = <T = void>(path: string, parameters?: Parameters, body?: unknown) => call<T>('POST', { path, parameters, body });
export const put = <T = void>(path: string, parameters?: Parameters, body?: unknown) => call<T>('PUT', { path, parameters, body });
export const patch = <T = void>(path: string, parameters?: Parameters, body?: unknown) => call<T>('PATCH', { path, parameters, body });
export const remove = <T = void>(path: string, parameters?: Parameters) => call<T>('DELETE', { path, parameters });

/** What stands at an address, as text: drawings, scripts. */
export async function text(address: string): Promise<string> {
  const answer = await fetch(address, { credentials: 'same-origin' }).catch(() => {
    throw unanswered();
  });
  const said = await answer.text();
  if (!answer.ok) throw problemOf(answer, parsed(said));
  return said;
}

/** Sends a file as it is, telling how much has gone (0 to 1). XMLHttpRequest, since fetch tells nothing of uploads. */
export function upload<T>(address: string, file: Blob, told: (share: number) => void, headers: Record<string, string> = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (!headers['Content-Type']) request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.upload.onprogress = (event) => told(event.total ? event.loaded / event.total : 0);
    request.onerror = () => reject(unanswered());
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status < 300) resolve(body as T);
      else reject(problemOf(new Response(null, { status: request.status }), body));
    };
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
