import { h } from '../dom';
import { figure, row, rows, unknown } from '../figure';
import * as f from '../format';
import * as history from '../history';
import { meter } from '../meter';
import { redraw, type Panel } from '../panel';
import { data } from '../store';
import type { MetricsReport } from '../types';

const bloatBytes = history.past('wedsync_table_bloat_bytes', 1);
const bloatPercent = history.past('wedsync_table_bloat_percent', 1);
const week = history.past('wedsync_table_size_bytes', 168);
const FEW = 10;
let all = false;

export const tables: Panel = {
  id: 'tables',
  title: 'Tables',
  subtitle: 'What is large, what grows, what is bloated?',
  shows: ['metrics', bloatBytes, bloatPercent, week],
  wide: 'two-thirds',
  actions: {
    all: () => {
      all = !all;
      redraw('tables');
    },
  },
  body: () => {
    const { storage } = data<MetricsReport>('metrics')!.data;
    const largest = Math.max(0.01, ...storage.table_sizes.map(table => table.size_mb ?? 0));
    const shown = all ? storage.table_sizes : storage.table_sizes.slice(0, FEW);
    const bloat = new Map(history.newest(bloatBytes).map(one => [one.labels['table'], one.path]));
    const share = new Map(history.newest(bloatPercent).map(one => [one.labels['table'], one.path]));
    const cell = (name: string, ...content: (Node | string | null)[]): HTMLElement =>
      h('td', { 'data-label': name, class: 'n' }, ...content);
    return [
      rows(
        row('Database', figure('metrics', 'data.storage.total_size_mb', f.mebibytes)),
        row('Growth a day', figure('metrics', 'data.storage.growth_rate_mb_per_day', f.mebibytes)),
        row('Measured', `${f.clock(Date.parse(storage.measured_at))}`),
      ),
      h(
        'div',
        { class: 'table-wrap', tabindex: 0, role: 'region', 'aria-label': 'Tables' },
        h(
          'table',
          { class: 'cards' },
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              ['Table', 'Size', 'Indexes', 'In 7 days', 'Rows', 'Dead rows', 'Bloat'].map(name =>
                h('th', { scope: 'col' }, name),
              ),
            ),
          ),
          h(
            'tbody',
            {},
            shown.map((table, n) => {
              const of = (name: string): string => `data.storage.table_sizes.${n}.${name}`;
              const bytes = bloat.get(table.table_name);
              return h(
                'tr',
                { 'data-key': table.table_name },
                h(
                  'th',
                  { scope: 'row' },
                  table.table_name,
                  table.size_mb === null
                    ? null
                    : meter(table.size_mb / largest, 'ok', `${f.percent((100 * table.size_mb) / largest)} of the largest`),
                ),
                cell('Size', figure('metrics', of('size_mb'), f.mebibytes)),
                cell('Indexes', figure('metrics', of('index_size_mb'), f.mebibytes, true)),
                cell('In 7 days', grown(table.table_name)),
                cell('Rows', figure('metrics', of('row_count'), f.short, true)),
                cell('Dead rows', figure('metrics', of('dead_row_count'), f.short, true)),
                cell(
                  'Bloat',
                  bytes === undefined
                    ? h('span', { class: 'quiet', title: 'estimated for tables of 1 MiB or more with statistics' }, '–')
                    : figure(bloatBytes, bytes, f.bytes),
                  bytes !== undefined && share.has(table.table_name)
                    ? h('span', {}, ' ', figure(bloatPercent, share.get(table.table_name)!, f.percent))
                    : null,
                ),
              );
            }),
          ),
        ),
      ),
      storage.table_sizes.length > FEW &&
        h(
          'p',
          {},
          h(
            'button',
            { type: 'button', class: 'small', 'data-action': 'all' },
            all ? 'Show the largest only' : `Show all ${storage.table_sizes.length}`,
          ),
        ),
      h('p', { class: 'quiet' }, 'Bloat is an estimate, of tables of 1 MiB or more.'),
    ];
  },
};

/** From the first known size of the week to the newest. */
function grown(table: string): Node {
  const points = history.report(week)?.series.find(one => one.labels['table'] === table)?.points ?? [];
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || first === last) {
    return unknown('no history yet', true);
  }
  const change = last.average - first.average;
  return h('span', { class: 'num' }, change > 0 ? '+' : '', f.bytes(change));
}
