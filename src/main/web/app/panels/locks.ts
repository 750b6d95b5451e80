import { h } from '../dom';
import { badge, figure } from '../figure';
import * as f from '../format';
import type { Panel } from '../panel';
import { data } from '../store';
import type { LockNode, LockReport } from '../types';

export const locks: Panel = {
  id: 'locks',
  title: 'Locks',
  subtitle: 'Who waits for whom?',
  shows: ['locks'],
  wide: 'third',
  attention: () => data<LockReport>('locks')?.blocked_sessions ?? 0,
  body: () => {
    const report = data<LockReport>('locks')!;
    return report.roots.length === 0
      ? [
          h(
            'p',
            { class: 'none' },
            'Nobody waits for a lock: ',
            figure('locks', 'blocked_sessions', f.count),
            ' sessions are blocked.',
          ),
        ]
      : [
          h(
            'p',
            {},
            badge('bad', figure('locks', 'blocked_sessions', f.count), ' blocked'),
            ' Ending a session at the top frees those below it; ending a victim frees nobody.',
          ),
          h(
            'ul',
            { class: 'tree', 'aria-label': 'Sessions and who waits for them' },
            report.roots.map((root, n) => node(root, `roots.${n}`)),
          ),
        ];
  },
};

function node(session: LockNode, path: string): HTMLElement {
  const since = session.transaction_started_at;
  return h(
    'li',
    { 'data-key': session.pid ?? 'prepared' },
    h(
      'div',
      { class: 'session' },
      h(
        'b',
        {},
        session.pid === null ? 'prepared transaction' : 'pid ',
        session.pid === null ? '' : h('data', { value: session.pid, 'data-of': `locks/${path}.pid` }, String(session.pid)),
      ),
      h('span', {}, [session.user, session.application_name].filter(Boolean).join(', ')),
      session.state && h('span', { class: 'quiet' }, session.state),
      session.lock_mode
        ? h(
            'span',
            { class: 'waits' },
            'waits ',
            figure('locks', `${path}.waited_seconds`, f.seconds),
            ` for ${session.lock_mode} on ${session.relation ?? session.lock_type ?? 'something'}`,
          )
        : since && h('span', { class: 'waits' }, `in a transaction since ${f.clock(Date.parse(since))}`),
      session.blocked.length > 0 &&
        h('span', { class: 'quiet' }, 'holds up ', figure('locks', `${path}.blocked_sessions`, f.count)),
      session.query_id && h('span', { class: 'quiet' }, 'statement ', h('code', {}, session.query_id)),
    ),
    session.blocked.length > 0 &&
      h(
        'ul',
        {},
        session.blocked.map((next, n) => node(next, `${path}.blocked.${n}`)),
      ),
  );
}
