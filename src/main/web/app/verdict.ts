/** Is it us, the database or the network between? Decided from what the service says, in one sentence, with its reasons. */

import * as f from './format';
import type { AlertReport, HealthReport, LiveReport, LockReport } from './types';

export type Suspect = 'service' | 'network' | 'database';
export type Degree = 'ok' | 'warn' | 'bad' | 'unknown';
/** What is wrong, and the panel that tells more. */
export interface Reason {
  text: string;
  panel: string;
}
export interface Part {
  degree: Degree;
  reasons: Reason[];
}

export interface Verdict {
  degree: Degree;
  sentence: string;
  /** What to know besides. */
  remark: string;
  parts: Record<Suspect, Part>;
}

export interface Evidence {
  health: HealthReport | null;
  live: LiveReport | null;
  /** Of the newest answers, in milliseconds; one alone may have met a pause. */
  trips: number[];
  locks: LockReport | null;
  alerts: AlertReport | null;
  /** Seconds without a word from the service; null before the first. */
  silence: number | null;
  /** Seconds after which silence is no longer usual. */
  patience: number;
}

/** A trip to the database that takes longer than this, while statements are quick there, is the way's fault. */
const SLOW_TRIP_MS = 25;
export const IN_A_ROW = 3;
const SLOW_STATEMENT_MS = 50;
const OBJECTIVE_MS = 200;
/** The rates at which a budget of 30 days is gone in two and in five days. */
const BURNS_FAST = 14.4;
const BURNS = 6;
/** Alerts that tell of requests that suffer now; the others are about tomorrow. */
const ACUTE = new Set([
  'LockWait',
  'ConnectionsNearLimit',
  'StatementsSlow',
  'StatementsUnusuallySlow',
  'IdleInTransaction',
  'TemporaryFiles',
  'Deadlocks',
  'CacheMisses',
]);
const ACUTE_FINDINGS = new Set(['connection_utilization', 'slow_queries', 'cache_hit_ratio']);

const NAMES: Record<Suspect, string> = {
  service: 'us, the service',
  network: 'the network to the database',
  database: 'the database',
};

const TELLS_TOO: Record<Suspect, string> = {
  service: 'in front of it, at the service',
  network: 'on the way to it',
  database: '',
};

class Reasons {
  degree: Degree = 'ok';
  readonly reasons: Reason[] = [];

  add(degree: 'warn' | 'bad', panel: string, text: string): void {
    this.degree = degree === 'bad' || this.degree === 'bad' ? 'bad' : 'warn';
    this.reasons[degree === 'bad' ? 'unshift' : 'push']({ text, panel });
  }

  part(): Part {
    return { degree: this.degree, reasons: this.reasons };
  }
}

export function judge(evidence: Evidence): Verdict {
  const { health, live, silence, patience } = evidence;
  if (silence !== null && silence > patience) {
    return blind(
      'Cannot tell: no word from the service.',
      `Silent for ${f.seconds(Math.round(silence))}: this replica is down, or the network between you and it. Everything below is as it was.`,
    );
  }
  if (!health || !live) {
    return blind('Looking …', 'The first answers are on their way.');
  }
  const parts = { service: service(live).part(), network: network(evidence).part(), database: database(evidence).part() };
  return { ...conclusion(parts, health, live), parts };
}

function blind(sentence: string, remark: string): Verdict {
  const part: Part = { degree: 'unknown', reasons: [] };
  return { degree: 'unknown', sentence, remark, parts: { service: part, network: part, database: part } };
}

function service({ admission, app, requests, budget }: LiveReport): Reasons {
  const found = new Reasons();
  if (admission.refused_per_second > 0) {
    found.add('bad', 'connections', `${f.number(admission.refused_per_second)} requests a second are refused as too many`);
  }
  if (admission.waiting > 0) {
    found.add('warn', 'connections', `${f.count(admission.waiting)} requests wait to be let in (limit ${admission.limit})`);
  }
  if (app.waiting_requests > 0) {
    found.add(
      'bad',
      'connections',
      `${f.count(app.waiting_requests)} requests wait for one of ${app.max_connections} connections`,
    );
  }
  const recent = budget[0];
  if (recent && recent.failed > 0 && (recent.error_burn ?? 0) >= BURNS) {
    found.add(
      (recent.error_burn ?? 0) >= BURNS_FAST ? 'bad' : 'warn',
      'traffic',
      `${f.count(recent.failed)} of ${f.count(recent.requests)} requests failed in five minutes`,
    );
  }
  if (requests.p95_ms !== null && requests.p95_ms > OBJECTIVE_MS) {
    found.add('warn', 'traffic', `1 of 20 requests takes longer than ${f.millis(requests.p95_ms)}`);
  }
  return found;
}

function network({ health, trips }: Evidence): Reasons {
  const found = new Reasons();
  const trip = Math.min(...trips);
  const mean = health!.metrics?.performance.avg_query_time_ms ?? null;
  if (!health!.database.connection_healthy) {
    found.add('bad', 'status', health!.database.error ?? 'a question was not answered');
  } else if (trips.length >= IN_A_ROW && trip > SLOW_TRIP_MS && (mean === null || mean < trip / 4)) {
    found.add(
      trip > SLOW_TRIP_MS * 4 ? 'bad' : 'warn',
      'status',
      `${IN_A_ROW} questions in a row took ${f.millis(trip)} or more there and back` +
        (mean === null ? '' : `, a statement on the server ${f.millis(mean)}`),
    );
  }
  return found;
}

function database({ health, locks, alerts, live }: Evidence): Reasons {
  const found = new Reasons();
  if (!health!.database.connection_healthy) {
    found.add('bad', 'status', 'it does not answer');
    return found;
  }
  if (health!.metrics === null) {
    found.add('warn', 'status', 'it answers, but its statistics cannot be read');
  } else if (live!.reading.failing) {
    found.add('warn', 'status', 'the last reading of its statistics failed');
  }
  const blocked = locks?.blocked_sessions ?? 0;
  if (blocked > 0) {
    const longest = Math.max(...locks!.roots.map(root => root.blocked_seconds));
    found.add(
      longest > 10 ? 'bad' : 'warn',
      'locks',
      `${blocked} ${blocked === 1 ? 'session waits' : 'sessions wait'} for a lock`,
    );
  }
  const mean = health!.metrics?.performance.avg_query_time_ms ?? null;
  if (mean !== null && mean > SLOW_STATEMENT_MS) {
    found.add(mean > SLOW_STATEMENT_MS * 10 ? 'bad' : 'warn', 'queries', `a statement takes ${f.millis(mean)} on average`);
  }
  health!.metrics?.health.findings
    .filter(one => ACUTE_FINDINGS.has(one.code))
    .forEach(one => found.add(one.level === 'critical' ? 'bad' : 'warn', 'status', one.message.replace(/\.$/, '')));
  alerts?.alerts
    .filter(one => one.state === 'firing' && ACUTE.has(one.name))
    .forEach(one => found.add(one.severity === 'critical' ? 'bad' : 'warn', 'alerts', `${one.name} fires`));
  return found;
}

function conclusion(parts: Record<Suspect, Part>, health: HealthReport, live: LiveReport): Omit<Verdict, 'parts'> {
  if (!health.database.connection_healthy) {
    return {
      degree: 'bad',
      sentence: 'It is the database, or the network to it: no connection gets an answer.',
      remark: `${health.database.error ?? ''} Another replica that answers would clear the database.`,
    };
  }
  // what is slow behind makes those in front of it wait: the farthest that is unwell is the cause
  const order: Suspect[] = ['database', 'network', 'service'];
  const culprit = order.find(one => parts[one].degree === 'bad') ?? order.find(one => parts[one].degree === 'warn');
  const trip = `The database answers in ${f.millis(health.database.latency_ms)}`;
  const served =
    live.requests.per_second > 0
      ? `${f.perSecond(live.requests.per_second)} are served` +
        (live.requests.p95_ms === null ? '' : `, 95 % within ${f.millis(live.requests.p95_ms)}`)
      : 'nobody has asked for anything in the last minute';
  const care = besides(health);
  if (!culprit) {
    return {
      degree: 'ok',
      sentence: 'All clear: neither we, nor the network, nor the database.',
      remark: `${trip}; ${served}.${care}`,
    };
  }
  const { degree, reasons } = parts[culprit];
  const follows = order.slice(order.indexOf(culprit) + 1).filter(one => parts[one].degree !== 'ok');
  return {
    degree,
    sentence: `It is ${NAMES[culprit]}: ${reasons[0]!.text}.`,
    remark: [
      ...reasons.slice(1).map(reason => reason.text + '.'),
      ...follows.map(one => `${TELLS_TOO[one]}: ${parts[one].reasons[0]!.text}.`),
      `${trip}; ${served}.${care}`,
    ]
      .map(sentence => sentence.charAt(0).toUpperCase() + sentence.slice(1))
      .join(' '),
  };
}

/** What hurts nobody now and must not be forgotten over it. */
function besides(health: HealthReport): string {
  const findings = health.metrics?.health.findings.filter(one => !ACUTE_FINDINGS.has(one.code)) ?? [];
  return findings.length === 0 ? '' : ` Not urgent, but to be mended: ${findings.map(one => one.message).join(' ')}`;
}
