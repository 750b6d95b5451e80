import { h } from '../dom';
import { badge, figure, row, rows, unknown, type Tone } from '../figure';
import * as f from '../format';
import type { Panel } from '../panel';
import { data } from '../store';
import type { HealthReport, Level, LiveReport } from '../types';

const TONES: Record<Level, Tone> = { healthy: 'ok', warning: 'warn', critical: 'bad' };

export const status: Panel = {
  id: 'status',
  title: 'Status',
  subtitle: 'Can the database be used, and how well is it?',
  shows: ['health', 'live'],
  wide: 'third',
  attention: () => data<HealthReport>('health')?.metrics?.health.findings.length ?? 0,
  body: () => {
    const health = data<HealthReport>('health')!;
    const judged = health.metrics?.health;
    return [
      h(
        'p',
        { class: 'badges' },
        health.status === 'healthy' ? badge('ok', 'answers') : badge('bad', 'does not answer'),
        judged ? badge(TONES[judged.status], judged.status) : badge('unknown', 'findings unknown'),
      ),
      health.database.error && h('p', { class: 'problem' }, health.database.error),
      rows(
        row('Round trip', figure('health', 'database.latency_ms', f.millis)),
        health.metrics && row('Mean statement', figure('health', 'metrics.performance.avg_query_time_ms', f.millis)),
        health.metrics && row('Cache hits', figure('health', 'metrics.performance.cache_hit_ratio', f.percent)),
        row(
          'Statistics read',
          figure('live', 'reading.age_seconds', f.seconds),
          ' ago',
          data<LiveReport>('live')?.reading.failing ? badge('bad', 'failing now') : '',
        ),
        health.metrics && row('Replication lag', figure('health', 'metrics.health.replication_lag_ms', f.millis)),
      ),
      h('h3', {}, 'Findings'),
      !judged
        ? h('p', {}, unknown('the statistics of the database cannot be read'))
        : judged.findings.length === 0
          ? h('p', { class: 'none' }, 'None: no line is crossed.')
          : h(
              'ul',
              { class: 'findings' },
              judged.findings.map(finding =>
                h('li', { 'data-key': finding.code }, badge(TONES[finding.level], finding.level), ' ', finding.message),
              ),
            ),
    ];
  },
};
