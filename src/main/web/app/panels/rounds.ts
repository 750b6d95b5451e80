/** Rounds of maintenance, as the service plans and runs them itself. */

import { h, type Child } from '../dom';
import { badge, figure, row, rows, unknown, type Tone } from '../figure';
import * as f from '../format';
import { data, state } from '../store';
import type { Maintenance, Plan, Round, RoundPage, Run } from '../upkeep';

const TONES: Record<string, Tone> = {
  running: 'busy',
  yielding: 'warn',
  completed: 'ok',
  stopped: 'warn',
  failed: 'bad',
  interrupted: 'bad',
  missed: 'bad',
  requested: 'busy',
  succeeded: 'ok',
  skipped: 'unknown',
  queued: 'busy',
};

export const tone = (status: string): Tone => TONES[status] ?? 'unknown';

export function isThere(): boolean {
  return data<Maintenance>('maintenance') !== null;
}

export function underWay(): Round | null {
  return data<Maintenance>('maintenance')?.round ?? null;
}

export function window(): Child {
  const maintenance = data<Maintenance>('maintenance');
  if (!maintenance) {
    return state('maintenance').problem?.status === 404
      ? h(
          'p',
          { class: 'none' },
          'Rounds in a window of quiet hours are not available in this version. Single tables can be maintained below.',
        )
      : h('p', { class: 'none' }, 'Asking …');
  }
  const when = maintenance.window;
  return [
    h(
      'p',
      { class: 'badges' },
      badge(maintenance.enabled ? 'ok' : 'unknown', maintenance.enabled ? 'plans by itself' : 'switched off'),
      when && badge(when.open ? 'busy' : 'ok', when.open ? 'window is open' : 'window is closed'),
    ),
    rows(
      row(
        'Window',
        when
          ? `${days(when.days)} ${when.opens_at}–${when.closes_at} ${when.time_zone}, ${when.source}`
          : unknown('none is configured, and none was learned yet'),
      ),
      (when &&
        (when.open
          ? when.next_closes && row('Closes', f.moment(Date.parse(when.next_closes)))
          : when.next_opens && row('Opens', f.moment(Date.parse(when.next_opens))))) ||
        null,
    ),
    maintenance.missed &&
      h(
        'p',
        { class: 'problem' },
        `The window of ${f.moment(Date.parse(maintenance.missed.window_opened))} was missed: ${maintenance.missed.reason}`,
      ),
    maintenance.round &&
      h(
        'div',
        { class: 'running' },
        h('h3', {}, 'Under way'),
        round(maintenance.round),
        h(
          'p',
          {},
          h('button', { type: 'button', 'data-action': 'stop', 'data-argument': maintenance.round.id }, 'Stop'),
        ),
      ),
  ];
}

export function plan(): Child {
  const planned = data<Plan>('plan');
  if (!planned) {
    return null;
  }
  return [
    h('h3', {}, 'Plan'),
    planned.steps.length === 0
      ? h('p', { class: 'none' }, 'Nothing is due.')
      : h(
          'ol',
          { class: 'steps' },
          planned.steps.map((step, n) =>
            h(
              'li',
              { 'data-key': step.action + step.table + (step.index ?? '') },
              h('b', {}, words(step.action)),
              ' ',
              h('code', {}, step.index ?? step.table),
              ' ',
              h(
                'span',
                { class: 'quiet' },
                words(step.reason),
                ', score ',
                figure('plan', `steps.${n}.score`, f.number, true),
                ', ',
                figure('plan', `steps.${n}.size_bytes`, f.bytes, true),
                '. ',
                step.detail,
              ),
            ),
          ),
        ),
    planned.skipped.length > 0 &&
      h(
        'details',
        { 'data-key': 'skipped' },
        h('summary', {}, `${planned.skipped.length} left out`),
        h(
          'ul',
          { class: 'plain' },
          planned.skipped.map(one => h('li', {}, h('code', {}, one.table), ' ', one.reason)),
        ),
      ),
  ];
}

export function past(): Child {
  const page = data<RoundPage>('rounds');
  return (
    page && [
      h('h3', {}, 'Rounds'),
      page.rounds.length === 0
        ? h('p', { class: 'none' }, 'There was none yet.')
        : h(
            'ul',
            { class: 'plain' },
            page.rounds.map(one =>
              h(
                'li',
                { 'data-key': one.id },
                h('details', { 'data-key': one.id }, h('summary', {}, headline(one)), round(one)),
              ),
            ),
          ),
    ]
  );
}

function headline(one: Round): Child {
  const begin = one.started_at ?? one.requested_at;
  const length = one.ended_at ? f.seconds((Date.parse(one.ended_at) - Date.parse(begin)) / 1000) : 'under way';
  return [
    badge(tone(one.state), one.state),
    ` ${f.moment(Date.parse(begin))}, ${length}, ${words(one.trigger)}${one.dry_run ? ', dry run' : ''}, ${one.steps.length} steps`,
  ];
}

function round(one: Round): HTMLElement {
  return h(
    'div',
    {},
    one.reason && h('p', { class: 'quiet' }, `${words(one.state)}: ${one.reason}`),
    one.steps.length === 0
      ? h('p', { class: 'none' }, 'No step yet.')
      : h(
          'ol',
          { class: 'steps' },
          one.steps.map(step =>
            h(
              'li',
              {},
              badge(tone(step.status), step.status),
              ' ',
              h('b', {}, words(step.action)),
              ' ',
              h('code', {}, step.index_name ?? step.table_name ?? 'all tables'),
              ' ',
              h(
                'span',
                { class: 'quiet' },
                words(step.occasion?.reason ?? ''),
                lasted(step),
              ),
            ),
          ),
        ),
  );
}

/** How long a run took, as the end of a sentence. */
export function lasted(one: Run): string {
  return one.started_at && one.finished_at ? `, ${f.millis(Date.parse(one.finished_at) - Date.parse(one.started_at))}` : '';
}

/** Those of a week in short; all of them in a word. */
function days(names: string[]): string {
  return names.length === 7 ? 'daily' : names.map(name => name.slice(0, 3)).join(', ');
}

export function words(name: string): string {
  return name.replaceAll('_', ' ');
}
