import { chart } from '../chart';
import { figure, row, rows } from '../figure';
import * as f from '../format';
import { lately, samples } from '../live';
import type { Panel } from '../panel';

export const feed: Panel = {
  id: 'feed',
  title: 'Change feed',
  subtitle: 'Do apps hear of changes in time?',
  shows: ['live'],
  wide: 'third',
  body: width => {
    const span = { ...lately(), height: 104 };
    return [
      rows(
        row('Open streams', figure('live', 'streams.open', f.count)),
        row('Longest lag, last minutes', figure('live', 'streams.longest_lag_ms', f.millis)),
        row('Ended by the service', figure('live', 'streams.dropped_per_minute', f.number), ' a minute'),
        row('People at this page', figure('live', 'viewers', f.count)),
      ),
      chartOf('open', 'Open streams', f.count, width, span, ({ streams }) => streams.open),
      chartOf(
        'lag',
        'Longest lag from a change to its being sent',
        f.millis,
        width,
        span,
        ({ streams }) => streams.longest_lag_ms,
      ),
    ];
  },
};

type Report = (typeof samples)[number]['report'];

function chartOf(
  id: string,
  title: string,
  format: f.Format,
  width: number,
  span: { from: number; to: number; height: number },
  value: (report: Report) => number | null,
): HTMLElement {
  return chart(
    {
      id: `feed-${id}`,
      title,
      format,
      ...span,
      atLeast: 1,
      empty: 'No change was sent yet.',
      lines: [
        {
          name: '',
          tone: 1,
          points: samples.flatMap(({ at, report }) => {
            const one = value(report);
            return one === null ? [] : [[at, one] as [number, number]];
          }),
        },
      ],
    },
    width,
  );
}
