/** Figures that know where in which answer they stand, and what to say when nothing stands there. */

import { h } from './dom';
import type { Format } from './format';
import { data } from './store';

/** The member of an answer at `path`, as in `metrics.connections.active` or `queries.3.mean_ms`. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined),
      value,
    );
}

/** Why there is no number at `path`, as answers tell it: `unknown.<name>` beside it, or `reason`. */
function reason(whole: unknown, path: string): string {
  const cut = path.lastIndexOf('.');
  const parent = cut < 0 ? whole : at(whole, path.slice(0, cut));
  const told = at(parent, `unknown.${path.slice(cut + 1)}`) ?? at(parent, 'reason');
  return typeof told === 'string' ? told : 'the service does not tell why';
}

export function unknown(why: string, terse = false): HTMLElement {
  return terse
    ? h('span', { class: 'unknown', title: why }, 'unknown')
    : h('span', { class: 'unknown' }, 'unknown', h('small', {}, why));
}

/** The number at `path` of the resource's answer. */
export function figure(resource: string, path: string, format: Format, terse = false): HTMLElement {
  const whole = data<unknown>(resource);
  if (whole === null) {
    return h('span', { class: 'unknown' }, '…');
  }
  const value = at(whole, path);
  return typeof value === 'number'
    ? h('data', { value, 'data-of': `${resource}/${path}`, class: 'num' }, format(value))
    : unknown(reason(whole, path), terse);
}

/** A label with its figure, for lists of them. */
export function row(label: string, ...value: (Node | string)[]): HTMLElement {
  return h('div', { class: 'row' }, h('dt', {}, label), h('dd', {}, ...value));
}

export function rows(...all: (HTMLElement | null)[]): HTMLElement {
  return h('dl', { class: 'rows' }, all);
}

/** Words with the colour and the sign of their level; never the colour alone. */
export type Tone = 'ok' | 'warn' | 'bad' | 'unknown' | 'busy';

const SIGNS: Record<Tone, string> = { ok: '✓', warn: '!', bad: '✕', unknown: '?', busy: '…' };

export function badge(tone: Tone, ...words: (string | Node)[]): HTMLElement {
  return h('span', { class: `badge ${tone}` }, h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[tone]), ...words);
}
