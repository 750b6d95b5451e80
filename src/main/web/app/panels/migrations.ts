import { post, Refused } from '../api';
import { h, type Child } from '../dom';
import { badge, figure, row, rows, type Tone } from '../figure';
import * as f from '../format';
import { redraw, type Panel } from '../panel';
import { data, refresh } from '../store';
import type { LiveTable, MigrationResult, MigrationStatus, ScriptFinding } from '../upkeep';

const TONES: Record<string, Tone> = {
  up_to_date: 'ok',
  pending: 'warn',
  running: 'busy',
  failed: 'bad',
  interrupted: 'bad',
  invalid: 'bad',
};

let trial: MigrationResult | string | null = null;
let busy = false;

export const migrations: Panel = {
  id: 'migrations',
  title: 'Migrations',
  subtitle: 'Is the schema that of this version?',
  shows: ['migrations'],
  wide: 'third',
  actions: { dry: () => void dryRun() },
  attention: () => data<MigrationStatus>('migrations')?.pending.length ?? 0,
  body: () => {
    const status = data<MigrationStatus>('migrations')!;
    const last = status.last_run;
    return [
      h('p', { class: 'badges' }, badge(TONES[status.state] ?? 'unknown', status.state.replaceAll('_', ' '))),
      rows(
        row('Version of the schema', status.version ?? 'none yet'),
        row('Scripts applied', h('data', { value: status.applied.length, class: 'num' }, f.count(status.applied.length))),
        row('Scripts pending', h('data', { value: status.pending.length, class: 'num' }, f.count(status.pending.length))),
        last &&
          row(
            'Last run',
            `${last.status}, ${f.moment(Date.parse(last.finished_at ?? last.started_at))}, by ${last.requested_by}`,
          ),
      ),
      status.errors.map(error => h('p', { class: 'problem' }, error)),
      last?.message && h('p', { class: 'problem' }, last.script ? `${last.script}: ` : '', last.message),
      status.pending.length > 0 &&
        h(
          'ul',
          { class: 'plain' },
          status.pending.map(script => h('li', {}, h('code', {}, script.script))),
        ),
      h(
        'p',
        {},
        h('button', { type: 'button', 'data-action': 'dry', disabled: busy }, busy ? 'Executing …' : 'Dry run'),
        h('span', { class: 'quiet' }, ' executes what is pending in a throw-away database; changes nothing here'),
      ),
      h('div', { role: 'status', class: 'outcome' }, outcome()),
      h(
        'details',
        { 'data-key': 'applied' },
        h('summary', {}, 'Applied scripts'),
        h(
          'ul',
          { class: 'plain' },
          status.applied
            .map((script, n) => [n, script] as const)
            .reverse()
            .map(([n, script]) =>
              h(
                'li',
                { 'data-key': script.script },
                h('code', {}, script.script),
                h(
                  'span',
                  { class: 'quiet' },
                  ` ${f.moment(Date.parse(script.installed_on))}, `,
                  figure('migrations', `applied.${n}.execution_time_ms`, f.millis),
                  script.requested_by ? `, by ${script.requested_by}` : '',
                ),
              ),
            ),
        ),
      ),
      h(
        'details',
        { 'data-key': 'extensions' },
        h('summary', {}, 'Extensions'),
        h(
          'ul',
          { class: 'plain' },
          status.extensions.map(one =>
            h(
              'li',
              {},
              h('code', {}, one.name),
              ' ',
              one.version ?? badge(one.required ? 'bad' : 'unknown', one.available ? 'not created' : 'not available'),
              one.required ? '' : h('span', { class: 'quiet' }, ' optional'),
            ),
          ),
        ),
      ),
    ];
  },
};

function outcome(): Child {
  if (trial === null || typeof trial === 'string') {
    return trial && h('p', { class: 'problem' }, trial);
  }
  const scripts = trial.applied_migrations;
  return [
    h(
      'p',
      {},
      badge(trial.success ? 'ok' : 'bad', trial.success ? 'dry run succeeded' : 'dry run failed'),
      scripts.length > 0 ? ` Executed: ${scripts.join(', ')}.` : ' Nothing was pending.',
    ),
    trial.checked && h('p', { class: 'quiet' }, trial.checked),
    trial.errors.map(error => h('p', { class: 'problem' }, error)),
    trial.findings && trial.findings.length > 0 && h('ul', { class: 'plain' }, trial.findings.map(finding)),
  ];
}

function finding(one: ScriptFinding): Child {
  return h(
    'li',
    {},
    badge(one.level === 'error' ? 'bad' : one.level === 'warning' ? 'warn' : 'ok', one.level),
    ` ${one.script}, ${one.rule} `,
    h('code', {}, one.object),
    `: ${one.message}. `,
    h('span', { class: 'quiet' }, one.reason === null ? one.advice : `Accepted: ${one.reason}`),
    one.table && h('span', { class: 'quiet' }, ` ${live(one.table)}`),
  );
}

function live(table: LiveTable): string {
  const size = table.size_bytes === null ? 'size unknown' : f.bytes(table.size_bytes);
  const count = table.estimated_rows === null ? 'rows unknown' : `about ${f.count(table.estimated_rows)} rows`;
  const sessions = table.sessions.map(
    one =>
      `${one.application ?? one.pid} (${one.pid})` +
      (one.in_transaction_ms === null ? '' : ` in transaction for ${f.millis(one.in_transaction_ms)}`),
  );
  return (
    `${table.name}: ${size}, ${count}${table.unknown ? ` (${table.unknown})` : ''}` +
    (sessions.length > 0 ? `; in the way now: ${sessions.join(', ')}.` : '.')
  );
}

async function dryRun(): Promise<void> {
  if (busy) {
    return;
  }
  busy = true;
  trial = null;
  redraw('migrations');
  try {
    trial = await post<MigrationResult>('/api/database/migrate', { dry_run: true }, [400]);
  } catch (failure) {
    trial = failure instanceof Refused ? failure.message : String(failure);
  }
  busy = false;
  redraw('migrations');
  void refresh('migrations');
}
