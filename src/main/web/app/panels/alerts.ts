import { h } from '../dom';
import { badge, type Tone } from '../figure';
import * as f from '../format';
import type { Panel } from '../panel';
import { data } from '../store';
import type { Alert, AlertReport } from '../types';

export const alerts: Panel = {
  id: 'alerts',
  title: 'Alerts',
  subtitle: 'What people are told of',
  shows: ['alerts'],
  wide: 'two-thirds',
  attention: () => data<AlertReport>('alerts')?.alerts.filter(alert => alert.state === 'firing').length ?? 0,
  body: () => {
    const report = data<AlertReport>('alerts')!;
    const blind = Object.entries(report.unknown);
    const muted = report.mutes.length;
    return [
      h(
        'p',
        { class: 'quiet' },
        report.delivering
          ? 'Messages are delivered.'
          : 'Nobody is sent messages: there is no receiver, or it did not take the last one.',
        report.reading_age_seconds === null
          ? ' Nothing was read yet.'
          : ` Judged by a reading of ${f.seconds(report.reading_age_seconds)} ago.`,
      ),
      report.alerts.length === 0
        ? h('p', { class: 'none' }, 'No alert is pending, firing or lately resolved.')
        : h('ul', { class: 'alerts' }, report.alerts.map(item)),
      blind.length > 0 &&
        h(
          'details',
          { 'data-key': 'blind' },
          h('summary', {}, badge('unknown', `${blind.length} rules cannot see now`)),
          h(
            'ul',
            { class: 'plain' },
            blind.map(([name, why]) => h('li', {}, h('b', {}, name), ': ', why)),
          ),
        ),
      muted > 0 &&
        h(
          'details',
          { 'data-key': 'mutes' },
          h('summary', {}, `${muted} mute ${muted === 1 ? 'window' : 'windows'}`),
          h(
            'ul',
            { class: 'plain' },
            report.mutes.map(mute =>
              h(
                'li',
                {},
                h('b', {}, mute.rule ?? 'all alerts'),
                ` until ${f.moment(Date.parse(mute.ends_at))}, by ${mute.created_by}: ${mute.comment}`,
              ),
            ),
          ),
        ),
    ];
  },
};

function tone(alert: Alert): Tone {
  return alert.state === 'resolved' ? 'ok' : alert.state === 'pending' || alert.severity === 'warning' ? 'warn' : 'bad';
}

function item(alert: Alert): HTMLElement {
  const labels = Object.entries(alert.labels)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const since = alert.state === 'resolved' ? alert.ends_at : alert.starts_at;
  return h(
    'li',
    { 'data-key': alert.name + labels, class: alert.state },
    h(
      'div',
      { class: 'headline' },
      badge(tone(alert), alert.state === 'resolved' ? 'resolved' : `${alert.severity}, ${alert.state}`),
      h('b', {}, alert.name),
      labels && h('span', { class: 'quiet' }, labels),
      since && h('span', { class: 'quiet' }, `since ${f.moment(Date.parse(since))}`),
      alert.muted && badge('unknown', 'muted'),
      alert.flapping && badge('warn', 'flapping'),
    ),
    h(
      'p',
      {},
      alert.summary,
      ' ',
      h('span', { class: 'quiet' }, alert.unknown ? `Now unknown: ${alert.unknown}.` : alert.evidence),
    ),
    alert.state !== 'resolved' &&
      h(
        'p',
        { class: 'do' },
        h('b', {}, 'First: '),
        alert.first_action,
        h(
          'span',
          { class: 'quiet' },
          ' Runbook: ',
          alert.runbook.startsWith('http')
            ? h('a', { href: alert.runbook, rel: 'noreferrer' }, alert.runbook)
            : h('code', {}, alert.runbook),
        ),
      ),
  );
}
