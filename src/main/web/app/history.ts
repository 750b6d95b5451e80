/** How metrics went before this page was opened. */

import type { Chart, Line } from './chart';
import { data, refresh, resource } from './store';
import type { HistoryReport } from './types';

const HOUR = 3_600_000;

/** Hours that the charts of the past look back; the reader chooses. */
let hours = 6;
const names: string[] = [];

export const spanHours = (): number => hours;

export function lookBack(chosen: number): void {
  hours = chosen;
  names.forEach(name => void refresh(name));
}

/** Makes `history:<metric>` a resource; with `fixedHours` the reader's choice does not matter. */
export function past(metric: string, fixedHours?: number): string {
  const name = `history:${metric}`;
  // a week changes little in a minute
  const isLong = fixedHours !== undefined && fixedHours > 24;
  if (!fixedHours) {
    names.push(name);
  }
  resource(
    name,
    () => {
      const span = fixedHours ?? hours;
      const step = Math.max(60, Math.round((span * 3600) / 180 / 60) * 60);
      // to the minute, so that the address changes with the choice and not with each second
      const to = Math.ceil(Date.now() / 60_000) * 60_000;
      return `/api/database/history?metric=${metric}&from=${iso(to - span * HOUR)}&to=${iso(to)}&step=${step}`;
    },
    isLong ? 600 : 120,
    { pass: !isLong },
  );
  return name;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

export function report(name: string): HistoryReport | null {
  return data<HistoryReport>(name);
}

/** The series with this label, or the only one, as a line with its band of least and greatest. */
export function line(name: string, tone: Line['tone'], title: string, label?: [string, string]): Line {
  const series = report(name)?.series.find(one => !label || one.labels[label[0]] === label[1]);
  const points = series?.points ?? [];
  return {
    name: title,
    tone,
    points: points.map(point => [Date.parse(point.at), point.average]),
    band: points.map(point => [Date.parse(point.at), point.minimum, point.maximum]),
  };
}

/** The newest value of each series, with the place where it stands in the answer. */
export function newest(name: string): { labels: Record<string, string>; value: number; path: string; at: number }[] {
  return (report(name)?.series ?? []).flatMap((series, n) => {
    const last = series.points.length - 1;
    const point = series.points[last];
    return point
      ? [{ labels: series.labels, value: point.average, path: `series.${n}.points.${last}.average`, at: Date.parse(point.at) }]
      : [];
  });
}

export function span(): Pick<Chart, 'from' | 'to'> {
  const to = Date.now();
  return { from: to - hours * HOUR, to };
}
