// SPDX-License-Identifier: AGPL-3.0-or-later
// A question's words on the page. HTML from outside is rebuilt from the few elements that carry meaning, without any
// attribute: nothing of it runs, loads or links.
import { createElement, type ReactNode } from 'react';
import type { Prose } from './questionnaire_queries';

const kept = new Set(['p', 'br', 'em', 'strong', 'b', 'i', 'u', 'ul', 'ol', 'li', 'code', 'pre', 'sub', 'sup', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'h3', 'h4']);
const dropped = new Set(['script', 'style', 'iframe', 'object', 'svg', 'template']);

function rebuilt(node: ChildNode, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const name = node.tagName.toLowerCase();
  if (dropped.has(name)) return null;
  if (name === 'img') return node.getAttribute('alt') ? <em key={key}>[{node.getAttribute('alt')}]</em> : null;
  const children = [...node.childNodes].map(rebuilt);
  if (name === 'br') return <br key={key} />;
  return kept.has(name) ? createElement(name, { key }, ...children) : <span key={key}>{children}</span>;
}

export function ProseText({ of, inline }: { of: Prose; inline?: true }) {
  if (of.format === 'html') {
    const body = new DOMParser().parseFromString(of.text, 'text/html').body;
    const parts = inline ? [...body.childNodes].flatMap((node) => (node instanceof Element && node.tagName === 'P' ? [...node.childNodes] : [node])) : [...body.childNodes];
    return inline ? <span>{parts.map(rebuilt)}</span> : <div>{parts.map(rebuilt)}</div>;
  }
  return <span style={{ whiteSpace: 'pre-line' }}>{of.text}</span>;
}

/** The same as plain words, for names and lists. */
export const plainWords = (of: Prose): string => (of.format === 'html' ? (new DOMParser().parseFromString(of.text, 'text/html').body.textContent ?? '') : of.text);
