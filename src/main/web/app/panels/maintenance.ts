import { post, Refused } from '../api';
import { ask } from '../ask';
import { h, type Child } from '../dom';
import { badge, unknown } from '../figure';
import * as f from '../format';
import { redraw, type Panel } from '../panel';
import { data, refresh, state } from '../store';
import type { MetricsReport } from '../types';
import type { Round, Run, RunPage } from '../upkeep';
import * as rounds from './rounds';

const ACTIONS: [string, string][] = [
  ['vacuum_analyze', 'Vacuum and analyze'],
  ['vacuum_freeze', 'Vacuum, freeze and analyze'],
  ['analyze_table', 'Analyze'],
  ['reindex_table', 'Reindex'],
  ['update_statistics', 'Analyze every table'],
];

let said: { good: boolean; text: string } | null = null;

export const maintenance: Panel = {
  id: 'maintenance',
  title: 'Maintenance',
  subtitle: 'What is due, what was done, and doing it now',
  shows: ['runs', 'maintenance', 'plan', 'rounds', 'metrics'],
  wide: 'two-thirds',
  actions: { run: () => void run(), round: () => void startRound(), stop: id => void stopRound(id) },
  body: () => [
    rounds.window(),
    rounds.plan(),
    h('h3', {}, 'Do it now'),
    rounds.isThere() &&
      rounds.underWay() === null &&
      h(
        'div',
        { class: 'form', 'data-key': 'round' },
        h('label', { for: 'minutes' }, 'A round of at most'),
        h('input', { id: 'minutes', type: 'number', min: 1, max: 720, value: 30 }),
        h('span', {}, 'minutes'),
        h('label', { class: 'check' }, h('input', { id: 'round-dry', type: 'checkbox' }), ' only say what would be done'),
        h('button', { type: 'button', 'data-action': 'round' }, 'Start a round'),
      ),
    h(
      'div',
      { class: 'form', 'data-key': 'run' },
      h('label', { for: 'action' }, 'One table'),
      h(
        'select',
        { id: 'action' },
        ACTIONS.map(([value, name]) => h('option', { value }, name)),
      ),
      h('label', { for: 'table', class: 'hidden' }, 'Table'),
      h(
        'select',
        { id: 'table' },
        (data<MetricsReport>('metrics')?.data.storage.table_sizes ?? [])
          .map(one => one.table_name)
          .sort()
          .map(name => h('option', { value: name, 'data-key': name }, name)),
      ),
      h('button', { type: 'button', 'data-action': 'run' }, 'Run'),
    ),
    h('div', { role: 'status', class: 'outcome' }, said && h('p', { class: said.good ? '' : 'problem' }, said.text)),
    rounds.past(),
    h('h3', {}, 'Runs'),
    history(),
  ],
};

function history(): Child {
  const { runs } = data<RunPage>('runs')!;
  return runs.length === 0
    ? h('p', { class: 'none' }, 'Nothing was asked for yet.')
    : h(
        'ul',
        { class: 'plain runs' },
        runs.map(one =>
          h(
            'li',
            { 'data-key': one.id },
            badge(rounds.tone(one.status), one.status),
            ' ',
            h('b', {}, rounds.words(one.action)),
            ' ',
            h('code', {}, one.table_name ?? 'all tables'),
            ' ',
            h('span', { class: 'quiet' }, `${f.moment(Date.parse(one.requested_at))}, by ${one.requested_by}`, rounds.lasted(one)),
            how(one),
          ),
        ),
      );
}

function how(one: Run): Child {
  if (one.problem) {
    return h('p', { class: 'problem' }, one.problem.detail ?? one.problem.title ?? 'it is not told why');
  }
  const progress = one.progress;
  return (
    progress &&
    h(
      'p',
      { class: 'quiet' },
      progress.phase ?? unknown(progress.reason ?? ''),
      progress.percent === null ? '' : `: ${f.percent(progress.percent)} of the phase`,
    )
  );
}

function chosen(id: string): string {
  return (document.getElementById(id) as HTMLInputElement | HTMLSelectElement).value;
}

async function act(work: () => Promise<string>): Promise<void> {
  said = { good: true, text: 'Asked for; waiting for the answer …' };
  redraw('maintenance');
  try {
    said = { good: true, text: await work() };
  } catch (failure) {
    said = { good: false, text: failure instanceof Refused ? failure.message : String(failure) };
  }
  redraw('maintenance');
  ['runs', 'maintenance', 'plan', 'rounds']
    .filter(name => state(name).problem?.status !== 404)
    .forEach(name => void refresh(name));
}

async function run(): Promise<void> {
  const action = chosen('action');
  const every = action === 'update_statistics';
  const table = chosen('table');
  const name = ACTIONS.find(([value]) => value === action)![1];
  if (
    await ask(
      every ? 'Analyze every table now?' : `${name}: ${table}?`,
      'Readers and writers go on; it costs I/O of the size of the table, and gives up if somebody holds a lock.',
    )
  ) {
    await act(async () => {
      const answer = await post<{ result: { status: string; duration_ms?: number } }>(
        '/api/database/optimize',
        every ? { action } : { action, table_name: table },
      );
      const took = answer.result.duration_ms;
      return `${name}${every ? '' : ` of ${table}`}: ${answer.result.status}${took === undefined ? '' : `, ${f.millis(took)}`}.`;
    });
  }
}

async function startRound(): Promise<void> {
  const minutes = Number(chosen('minutes'));
  const dry = (document.getElementById('round-dry') as HTMLInputElement).checked;
  if (
    dry ||
    (await ask(
      `Start a round of at most ${minutes} minutes?`,
      'The steps of the plan run one after the other; the round yields to traffic and can be stopped.',
    ))
  ) {
    await act(async () => {
      const round = await post<Round>('/api/database/maintenance/rounds', { minutes, dry_run: dry });
      return `The round is ${round.state}${dry ? '; nothing is changed' : ''}.`;
    });
  }
}

async function stopRound(id: string): Promise<void> {
  await act(async () => {
    await post(`/api/database/maintenance/rounds/${id}/stop`, {});
    return 'The round stops: its step is cancelled.';
  });
}
