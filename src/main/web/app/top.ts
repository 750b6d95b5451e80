/** The top of the page: whether it is live, and the answer to the first question. */

import { h, show } from './dom';
import { badge, figure, row, rows } from './figure';
import * as f from './format';
import { isCut, PATIENCE_SECONDS, silence } from './live';
import { data, state } from './store';
import type { AlertReport, HealthReport, LiveReport, LockReport } from './types';
import { IN_A_ROW, judge, type Degree, type Suspect, type Verdict } from './verdict';

const TITLES: Record<Suspect, [string, string]> = {
  service: ['Us', 'this replica of the service'],
  network: ['Network', 'from here to the database'],
  database: ['Database', 'PostgreSQL'],
};
const WORDS: Record<Degree, string> = { ok: 'well', warn: 'strained', bad: 'in trouble', unknown: 'unknown' };

const trips: number[] = [];

let last: HealthReport | null = null;

/** To be called when health may have been answered anew. */
export function remember(health: HealthReport): void {
  if (health === last) {
    return;
  }
  last = health;
  trips.push(health.database.latency_ms);
  trips.splice(0, Math.max(0, trips.length - IN_A_ROW));
}

export function evidence(): Parameters<typeof judge>[0] {
  return {
    health: data<HealthReport>('health'),
    trips,
    live: data<LiveReport>('live'),
    locks: data<LockReport>('locks'),
    alerts: data<AlertReport>('alerts'),
    silence: silence(),
    patience: PATIENCE_SECONDS,
  };
}

export function drawVerdict(place: Element): void {
  const verdict = judge(evidence());
  document.title = `${{ ok: '✓', warn: '!', bad: '✕', unknown: '?' }[verdict.degree]} core-database`;
  place.className = `verdict ${verdict.degree}`;
  show(place, [
    h('h2', { class: 'hidden', id: 'verdict-title' }, 'Is it us, the network or the database?'),
    h(
      'div',
      { class: 'answer' },
      // read out when it changes; what counts seconds stands beside it
      h('p', { class: 'sentence', id: 'answer', role: 'status' }, verdict.sentence),
      h('p', { class: 'remark' }, verdict.remark),
    ),
    h(
      'ol',
      { class: 'way' },
      (['service', 'network', 'database'] as const).map(one => suspect(one, verdict)),
    ),
  ]);
}

function suspect(one: Suspect, verdict: Verdict): HTMLElement {
  const { degree, reasons } = verdict.parts[one];
  return h(
    'li',
    { class: degree, id: `suspect-${one}` },
    h('div', { class: 'headline' }, h('h3', {}, TITLES[one][0]), badge(degree, WORDS[degree])),
    h('p', { class: 'quiet' }, TITLES[one][1]),
    rows(...figures(one)),
    reasons.length > 0 &&
      h(
        'ul',
        { class: 'reasons' },
        reasons.map(({ text, panel }) => h('li', {}, h('a', { href: `#${panel}` }, text))),
      ),
  );
}

function figures(one: Suspect): HTMLElement[] {
  switch (one) {
    case 'service':
      return [
        row('Latency p95', figure('live', 'requests.p95_ms', f.millis, true)),
        row(
          'Wait at the door / for a connection',
          pair(figure('live', 'admission.waiting', f.count), figure('live', 'app.waiting_requests', f.count)),
        ),
        row(
          'Refused / failed',
          pair(
            figure('live', 'admission.refused_per_second', f.perSecond),
            figure('live', 'requests.failed_per_second', f.perSecond),
          ),
        ),
      ];
    case 'network':
      return [
        row('A question there and back', figure('health', 'database.latency_ms', f.millis)),
        row('To get a connection, p95', figure('live', 'connection_waits.p95_ms', f.millis, true)),
      ];
    case 'database':
      return [
        row('Mean statement', figure('health', 'metrics.performance.avg_query_time_ms', f.millis, true)),
        row('Sessions that wait for a lock', figure('locks', 'blocked_sessions', f.count)),
        row('Statements', figure('health', 'metrics.performance.queries_per_second', f.perSecond, true)),
      ];
  }
}

function pair(one: HTMLElement, other: HTMLElement): HTMLElement {
  return h('span', { class: 'nowrap' }, one, ' / ', other);
}

/** Whether what is shown is of now. */
export function drawLink(place: Element): void {
  const since = silence() ?? 0;
  const cut = isCut();
  const first = state('live').at === null;
  document.body.classList.toggle('cut', cut);
  place.className = `link ${cut ? 'bad' : first ? 'busy' : 'ok'}`;
  show(place, [
    h('span', { class: 'dot', 'aria-hidden': 'true' }),
    h('span', {}, cut ? `Stale: no word for ${f.seconds(Math.round(since))}` : first ? 'Connecting …' : 'Live'),
  ]);
}
