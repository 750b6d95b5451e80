import { chart, type Line } from '../chart';
import { h } from '../dom';
import { figure, row, rows, unknown } from '../figure';
import * as f from '../format';
import { lately, samples } from '../live';
import { meter } from '../meter';
import type { Panel } from '../panel';
import { data } from '../store';
import type { HealthReport, LiveReport, Pool } from '../types';

export const connections: Panel = {
  id: 'connections',
  title: 'Connections, pool and queue',
  subtitle: 'Does anybody wait to be served?',
  shows: ['live', 'health'],
  wide: 'third',
  body: width => {
    const live = data<LiveReport>('live')!;
    const server = data<HealthReport>('health')?.metrics?.connections;
    const of = (name: string, tone: Line['tone'], value: (report: LiveReport) => number): Line => ({
      name,
      tone,
      points: samples.map(({ at, report }) => [at, value(report)]),
    });
    return [
      h('h3', {}, 'Queue at the door'),
      gauge(live.admission.in_flight, live.admission.limit, live.admission.waiting, 'requests in flight'),
      rows(
        row('In flight', figure('live', 'admission.in_flight', f.count), ' of ', figure('live', 'admission.limit', f.count)),
        row('Wait to be let in', figure('live', 'admission.waiting', f.count)),
        row('Refused', figure('live', 'admission.refused_per_second', f.perSecond)),
      ),
      h('h3', {}, 'Pool of this replica'),
      gauge(inUse(live.app), live.app.max_connections, live.app.waiting_requests, 'connections in use'),
      rows(
        row(
          'In use',
          h('data', { value: inUse(live.app), class: 'num' }, f.count(inUse(live.app))),
          ' of ',
          figure('live', 'app.max_connections', f.count),
          ', ',
          figure('live', 'app.idle_connections', f.count),
          ' idle',
        ),
        row('Wait for one', figure('live', 'app.waiting_requests', f.count)),
        row('Time to get one, p95', figure('live', 'connection_waits.p95_ms', f.millis)),
        row(
          'Operations pool',
          figure('live', 'ops.total_connections', f.count),
          ' of ',
          figure('live', 'ops.max_connections', f.count),
          ', ',
          figure('live', 'ops.waiting_requests', f.count),
          ' wait',
        ),
      ),
      chart(
        {
          id: 'pool',
          title: 'Waiting requests',
          format: f.count,
          ...lately(),
          height: 96,
          atLeast: 4,
          lines: [
            of('for a connection', 1, report => report.app.waiting_requests),
            of('at the door', 2, report => report.admission.waiting),
          ],
        },
        width,
      ),
      h('h3', {}, 'All clients of the server'),
      server
        ? [
            meter(
              server.utilization_percent / 100,
              server.utilization_percent >= 90 ? 'bad' : server.utilization_percent >= 75 ? 'warn' : 'ok',
              `${f.percent(server.utilization_percent)} of the server's connections are used`,
            ),
            rows(
              row(
                'Used',
                figure('health', 'metrics.connections.total', f.count),
                ' of ',
                figure('health', 'metrics.connections.max_connections', f.count),
                ', ',
                figure('health', 'metrics.connections.utilization_percent', f.percent),
              ),
              row('Active', figure('health', 'metrics.connections.active', f.count)),
              row('Idle in a transaction', figure('health', 'metrics.connections.idle_in_transaction', f.count)),
              row('Wait for a lock', figure('health', 'metrics.connections.waiting_for_lock', f.count)),
            ),
          ]
        : h('p', {}, unknown('the statistics of the database cannot be read')),
    ];
  },
};

function inUse(pool: Pool): number {
  return pool.total_connections - pool.idle_connections;
}

function gauge(used: number, most: number, waiting: number, what: string): SVGElement {
  const share = used / Math.max(1, most);
  return meter(share, waiting > 0 ? 'bad' : share >= 0.8 ? 'warn' : 'ok', `${used} of ${most} ${what}, ${waiting} wait`);
}
