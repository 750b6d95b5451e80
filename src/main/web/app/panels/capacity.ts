import { chart } from '../chart';
import { h } from '../dom';
import { badge, figure, row, rows, unknown, type Tone } from '../figure';
import * as f from '../format';
import * as history from '../history';
import { meter } from '../meter';
import type { Panel } from '../panel';
import { data } from '../store';
import type { CapacityReport, Forecast } from '../types';

const DAY = 86_400_000;
const NAMES: Record<string, string> = {
  disk: 'Disk',
  connections: 'Connections',
  sequences: 'Sequence',
  transaction_ids: 'Transaction ids',
  multixact_ids: 'Multixact ids',
};
/** The pasts that have the unit of the forecast. */
const PASTS: Record<string, string> = {
  disk: history.past('wedsync_database_size_bytes', 168),
  transaction_ids: history.past('wedsync_transaction_id_age', 168),
  multixact_ids: history.past('wedsync_multixact_id_age', 168),
};
const MOST = 6;

export const capacity: Panel = {
  id: 'capacity',
  title: 'Capacity',
  subtitle: 'When is something full, if it goes on as before?',
  shows: ['capacity', ...Object.values(PASTS)],
  wide: 'third',
  body: width => {
    const { forecasts } = data<CapacityReport>('capacity')!;
    // many sequences that never end are one line
    const told = forecasts.filter((one, n) => one.resource !== 'sequences' || n < MOST);
    return [
      h(
        'ul',
        { class: 'forecasts' },
        told.map(one => {
          const n = forecasts.indexOf(one);
          return h(
            'li',
            { 'data-key': one.resource + (one.subject ?? '') },
            h(
              'div',
              { class: 'headline' },
              h('h3', {}, NAMES[one.resource] ?? one.resource, one.subject ? ` ${one.subject}` : ''),
              verdict(one, n),
            ),
            one.days === null ? h('p', {}, unknown(one.reason ?? 'the service does not tell why')) : curve(one, width),
            rows(
              row(
                'Used',
                figure('capacity', `forecasts.${n}.used`, f.ofUnit(one.unit)),
                ' of ',
                figure('capacity', `forecasts.${n}.limit`, f.ofUnit(one.unit), true),
              ),
              one.per_day === null
                ? null
                : row('Growth a day', figure('capacity', `forecasts.${n}.per_day`, f.ofUnit(one.unit))),
            ),
          );
        }),
      ),
    ];
  },
};

function verdict(one: Forecast, n: number): HTMLElement {
  if (one.days === null) {
    return badge('unknown', 'unknown');
  }
  const tone: Tone = one.days < 14 ? 'bad' : one.days < 60 ? 'warn' : 'ok';
  return badge(tone, figure('capacity', `forecasts.${n}.days`, f.days));
}

/** What was, and where it leads: the middle and the edges of the band. */
function curve(one: Forecast, width: number): Element | null {
  if (one.used === null || one.limit === null || one.per_day === null || one.days === null) {
    return null;
  }
  const now = Date.now();
  const ahead = Math.min(Math.max(one.days * 1.15, 14), 365);
  if (one.days >= 3650) {
    return meter(
      one.used / one.limit,
      'ok',
      `${f.percent((100 * one.used) / one.limit)} of the limit are used, and it does not grow towards it`,
    );
  }
  const path = PASTS[one.resource];
  const before = path ? history.line(path, 1, 'was').points : [];
  const reach = (days: number | null): number =>
    days === null || days >= 3650
      ? one.used!
      : Math.min(one.limit!, one.used! + (one.limit! - one.used!) * Math.min(1, ahead / Math.max(0.01, days)));
  const end = now + ahead * DAY;
  const middle: [number, number][] =
    one.days < ahead
      ? [
          [now, one.used],
          [now + one.days * DAY, one.limit],
          [end, one.limit],
        ]
      : [
          [now, one.used],
          [end, reach(one.days)],
        ];
  return chart(
    {
      id: `capacity-${one.resource}-${one.subject ?? ''}`,
      title: `Full on ${f.date(now + one.days * DAY)}`,
      format: f.ofUnit(one.unit),
      from: Math.min(now - 7 * DAY, ...before.slice(0, 1).map(point => point[0])),
      to: end,
      height: 112,
      limit: { value: one.limit, name: 'limit' },
      lines: [
        { name: 'was', tone: 1, points: before.length > 0 ? before : [[now, one.used]] },
        {
          name: 'in ' + f.days(ahead),
          tone: 2,
          points: middle,
          band: [
            [now, one.used, one.used],
            [end, reach(one.days_latest), reach(one.days_earliest)],
          ],
        },
      ],
    },
    width,
  );
}
