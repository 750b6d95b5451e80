import { chart, type Line } from '../chart';
import { h } from '../dom';
import { badge, figure, unknown, type Tone } from '../figure';
import * as f from '../format';
import * as history from '../history';
import { lately, samples } from '../live';
import { redraw, type Panel } from '../panel';
import { data } from '../store';
import type { Burn, LiveReport } from '../types';

const statements = history.past('wedsync_queries_per_second');
const mean = history.past('wedsync_query_mean_milliseconds');

const SPANS: [number, string][] = [
  [1, '1 hour'],
  [6, '6 hours'],
  [24, '1 day'],
  [168, '7 days'],
  [720, '30 days'],
];

export const traffic: Panel = {
  id: 'traffic',
  title: 'Throughput, latency and error budget',
  subtitle: 'How are callers served by this replica, and what do statements cost?',
  shows: ['live', statements, mean],
  wide: 'two-thirds',
  controls: () => {
    const choice = h(
      'select',
      { id: 'span' },
      SPANS.map(([hours, name]) => h('option', { value: hours, selected: hours === history.spanHours() }, name)),
    );
    choice.addEventListener('change', () => {
      history.lookBack(Number((choice as HTMLSelectElement).value));
      redraw('traffic');
    });
    return [h('label', { for: 'span' }, 'Past of statements'), choice];
  },
  body: width => {
    const of = (name: string, tone: Line['tone'], value: (report: LiveReport) => number | null): Line => ({
      name,
      tone,
      points: samples.flatMap(({ at, report }) => {
        const one = value(report);
        return one === null ? [] : [[at, one] as [number, number]];
      }),
    });
    const two = width > 620;
    const half = two ? (width - 24) / 2 : width;
    return [
      h(
        'div',
        { class: 'figures' },
        big('Requests', figure('live', 'requests.per_second', f.perSecond, true)),
        big('Server errors', figure('live', 'requests.failed_per_second', f.perSecond, true)),
        big('Latency p50', figure('live', 'requests.p50_ms', f.millis, true)),
        big('p95', figure('live', 'requests.p95_ms', f.millis, true)),
        big('p99', figure('live', 'requests.p99_ms', f.millis, true)),
      ),
      h(
        'div',
        { class: two ? 'plots two' : 'plots' },
        chart(
          {
            id: 'requests',
            title: 'Requests per second',
            format: f.short,
            ...lately(),
            atLeast: 1,
            lines: [
              of('all', 1, report => report.requests.per_second),
              of('failed', 3, report => report.requests.failed_per_second),
            ],
          },
          half,
        ),
        chart(
          {
            id: 'latency',
            title: 'Latency',
            format: f.millis,
            ...lately(),
            atLeast: 10,
            empty: 'Nobody has asked for anything in the last minutes.',
            lines: [
              of('p50', 1, report => report.requests.p50_ms),
              of('p95', 2, report => report.requests.p95_ms),
              of('p99', 4, report => report.requests.p99_ms),
            ],
          },
          half,
        ),
        chart(
          {
            id: 'statements',
            title: 'Statements per second, server',
            format: f.short,
            ...history.span(),
            atLeast: 1,
            lines: [history.line(statements, 1, '')],
          },
          half,
        ),
        chart(
          {
            id: 'mean',
            title: 'Mean time of a statement, server',
            format: f.millis,
            ...history.span(),
            atLeast: 1,
            lines: [history.line(mean, 2, '')],
          },
          half,
        ),
      ),
      h('h3', {}, 'Error budget of 30 days'),
      h(
        'div',
        { class: 'table-wrap', tabindex: 0, role: 'region', 'aria-label': 'Error budget' },
        h(
          'table',
          { class: 'cards' },
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              ['Window', 'Requests', 'Failed', 'Over 200 ms', '99.9 % without error', '99 % within 200 ms'].map(name =>
                h('th', { scope: 'col' }, name),
              ),
            ),
          ),
          h(
            'tbody',
            {},
            data<LiveReport>('live')!.budget.map((burn, n) =>
              h(
                'tr',
                {},
                h(
                  'th',
                  { scope: 'row' },
                  `last ${burn.window}`,
                  burn.observed_seconds < (burn.window === '5m' ? 290 : 3590)
                    ? h('small', {}, `${f.seconds(burn.observed_seconds)} seen`)
                    : null,
                ),
                cell('Requests', figure('live', `budget.${n}.requests`, f.count)),
                cell('Failed', figure('live', `budget.${n}.failed`, f.count)),
                cell('Over 200 ms', figure('live', `budget.${n}.slow`, f.count)),
                cell('99.9 % without error', burns(burn, burn.error_burn, `budget.${n}.error_burn`)),
                cell('99 % within 200 ms', burns(burn, burn.latency_burn, `budget.${n}.latency_burn`)),
              ),
            ),
          ),
        ),
      ),
      h(
        'p',
        { class: 'quiet' },
        'At ×1 the budget lasts exactly its 30 days, at ×14.4 two. Of this replica alone; Prometheus adds all up.',
      ),
    ];
  },
};

function big(name: string, value: HTMLElement): HTMLElement {
  return h('div', { class: 'big' }, h('span', {}, name), value);
}

function cell(name: string, ...content: (Node | string)[]): HTMLElement {
  return h('td', { 'data-label': name }, ...content);
}

function burns(burn: Burn, rate: number | null, path: string): HTMLElement {
  if (rate === null) {
    return unknown(`nothing was asked in the last ${burn.window}`, true);
  }
  const tone: Tone = rate >= 14.4 ? 'bad' : rate > 1 ? 'warn' : 'ok';
  return badge(tone, figure('live', path, f.times));
}
