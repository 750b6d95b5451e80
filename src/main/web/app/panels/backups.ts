import { h } from '../dom';
import { badge, figure, row, rows, unknown } from '../figure';
import * as f from '../format';
import * as history from '../history';
import type { Panel } from '../panel';
import { data } from '../store';
import type { HealthReport } from '../types';

const RECENT = 1;
const FACTS: [string, string, f.Format][] = [
  ['wedsync_archiver_last_success_age_seconds', 'Last file archived, ago', f.seconds],
  ['wedsync_archiver_waiting_files', 'Files that wait to be archived', f.count],
  ['wedsync_archiver_failures_per_hour', 'Failures in the last hour', f.count],
  ['wedsync_wal_bytes_per_second', 'WAL written', f.bytesPerSecond],
  ['wedsync_wal_size_bytes', 'WAL on disk', f.bytes],
];
const resources = FACTS.map(([metric]) => history.past(metric, RECENT));
const failing = history.past('wedsync_archiver_failing', RECENT);

export const backups: Panel = {
  id: 'backups',
  title: 'Backups and WAL',
  subtitle: 'Could we restore?',
  shows: ['health', failing, ...resources],
  wide: 'third',
  body: () => {
    const durability = data<HealthReport>('health')!.metrics?.health;
    const last = durability?.last_backup;
    const archiver = history.newest(failing)[0];
    return [
      h(
        'p',
        { class: 'badges' },
        archiver === undefined
          ? badge('unknown', 'archiver unknown')
          : archiver.value > 0
            ? badge('bad', 'archiver fails')
            : badge('ok', 'archiver works'),
      ),
      h(
        'p',
        { class: 'none' },
        'Backups themselves are not observed yet: nobody has tried to restore one. What is known is what a backup job reports, and the archiver of WAL.',
      ),
      rows(
        row(
          'Newest reported backup',
          last
            ? `${f.moment(Date.parse(last))}, ${f.seconds((Date.now() - Date.parse(last)) / 1000)} ago`
            : unknown(durability?.unknown?.['last_backup'] ?? 'the statistics of the database cannot be read'),
        ),
        archiver === undefined ? row('Archiver', unknown('it reports nothing: archive_mode may be off')) : null,
        ...FACTS.map(([metric, label, format], n) =>
          archiver === undefined && metric.includes('archiver') ? null : row(label, newest(resources[n]!, format)),
        ),
      ),
    ];
  },
};

function newest(name: string, format: f.Format): HTMLElement {
  const found = history.newest(name)[0];
  return found
    ? figure(name, found.path, format)
    : history.report(name) === null
      ? h('span', { class: 'unknown' }, '…')
      : unknown(name.includes('archiver') ? 'not observed: archive_mode may be off' : 'not observed in the last hour');
}
