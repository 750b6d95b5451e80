import { get, Refused } from '../api';
import { h } from '../dom';
import { badge, figure } from '../figure';
import * as f from '../format';
import { redraw, type Panel } from '../panel';
import { data, refresh, resource } from '../store';
import type { Query, QueryPlan, QueryReport } from '../types';

const ORDERS: [string, string][] = [
  ['time', 'most time in all'],
  ['mean', 'slowest'],
  ['calls', 'most often'],
  ['regression', 'slower than usual'],
];
const HOURS: [number, string][] = [
  [1, 'last hour'],
  [6, '6 hours'],
  [24, 'day'],
  [168, 'week'],
];

const asked = { order: 'time', hours: 1 };
const plans = new Map<string, QueryPlan | string>();

resource('queries', () => `/api/database/queries?order=${asked.order}&hours=${asked.hours}&limit=12`, 300, { pass: true });

function choice(
  id: string,
  name: string,
  options: [string | number, string][],
  chosen: (value: string) => void,
): HTMLElement[] {
  const select = h(
    'select',
    { id },
    options.map(([value, text]) => h('option', { value }, text)),
  );
  select.addEventListener('change', () => {
    chosen((select as HTMLSelectElement).value);
    void refresh('queries');
  });
  return [h('label', { for: id }, name), select];
}

export const queries: Panel = {
  id: 'queries',
  title: 'Statements',
  subtitle: 'What costs the database its time?',
  shows: ['queries'],
  wide: 'full',
  controls: () => [
    choice('order', 'Order', ORDERS, value => (asked.order = value)),
    choice('hours', 'Of the', HOURS, value => (asked.hours = Number(value))),
  ],
  actions: { plan: id => void plan(id) },
  body: () => {
    const report = data<QueryReport>('queries')!;
    return [
      report.warning && h('p', { class: 'problem' }, report.warning),
      report.queries.length === 0
        ? h(
            'p',
            { class: 'none' },
            asked.order === 'regression'
              ? 'No statement is slower than in the seven days before.'
              : 'No statement ended in this time.',
          )
        : h(
            'div',
            { class: 'table-wrap', tabindex: 0, role: 'region', 'aria-label': 'Statements' },
            h(
              'table',
              { class: 'cards statements' },
              h(
                'thead',
                {},
                h(
                  'tr',
                  {},
                  ['Statement', 'Share', 'Total', 'Mean', 'Usual', 'Calls', 'Rows', 'Cache', ''].map(name =>
                    h('th', { scope: 'col' }, name || h('span', { class: 'hidden' }, 'Plan')),
                  ),
                ),
              ),
              h('tbody', {}, report.queries.flatMap(lines)),
            ),
          ),
      h('p', { class: 'quiet' }, `${f.seconds(report.window_seconds)} observed. Values are replaced by placeholders.`),
    ];
  },
};

function lines(query: Query, n: number): HTMLElement[] {
  const of = (name: string): string => `queries.${n}.${name}`;
  const cell = (name: string, ...content: (Node | string | null)[]): HTMLElement =>
    h('td', { 'data-label': name, class: 'n' }, ...content);
  const known = plans.get(query.query_id);
  return [
    h(
      'tr',
      { 'data-key': query.query_id },
      h(
        'th',
        { scope: 'row' },
        h('code', { class: 'sql', title: query.text ?? '' }, query.text ?? 'text not kept'),
        h('small', {}, query.user ?? 'role was dropped'),
      ),
      cell('Share', figure('queries', of('time_percent'), f.percent)),
      cell('Total', figure('queries', of('total_ms'), f.millis)),
      cell('Mean', figure('queries', of('mean_ms'), f.millis)),
      cell(
        'Usual',
        query.baseline_mean_ms === null ? '–' : figure('queries', of('baseline_mean_ms'), f.millis),
        query.change !== null && query.change >= 1.5 ? badge('warn', figure('queries', of('change'), f.times)) : null,
      ),
      cell('Calls', figure('queries', of('calls'), f.short)),
      cell('Rows', figure('queries', of('rows_per_call'), f.short)),
      cell('Cache', query.cache_hit_percent === null ? '–' : figure('queries', of('cache_hit_percent'), f.percent)),
      h(
        'td',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'small',
            'data-action': 'plan',
            'data-argument': query.query_id,
            'aria-expanded': known !== undefined,
          },
          known === undefined ? 'Plan' : 'Hide plan',
        ),
      ),
    ),
    ...(known === undefined
      ? []
      : [h('tr', { 'data-key': query.query_id + ':plan', class: 'plan' }, h('td', { colspan: 9 }, shown(query, known)))]),
  ];
}

function shown(query: Query, known: QueryPlan | string): HTMLElement {
  return h(
    'div',
    { role: 'status' },
    h('pre', { class: 'sql', tabindex: 0, 'aria-label': 'Text of the statement' }, query.text ?? 'text not kept'),
    typeof known === 'string'
      ? h('p', { class: 'none' }, known)
      : known.plan
        ? h('pre', { tabindex: 0, 'aria-label': 'Plan of the statement' }, known.plan.join('\n'))
        : h('p', { class: 'none' }, `No plan: ${known.reason}.`),
  );
}

async function plan(id: string): Promise<void> {
  if (plans.delete(id)) {
    redraw('queries');
    return;
  }
  plans.set(id, 'Asking …');
  redraw('queries');
  try {
    plans.set(id, await get<QueryPlan>(`/api/database/queries/${id}/plan`));
  } catch (failure) {
    plans.set(id, failure instanceof Refused ? `No plan: ${failure.message}` : String(failure));
  }
  redraw('queries');
}
