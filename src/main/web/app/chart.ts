/** Small charts of lines: axes with units, a summary in words, and a reading of any moment by pointer or arrow keys. */

import { h, s } from './dom';
import type { Format } from './format';
import * as format from './format';
import { readableScale, STEPS } from './scale';

export interface Line {
  name: string;
  /** Number of a colour and of a dash, so that lines differ without colours too. */
  tone: 1 | 2 | 3 | 4;
  points: [number, number][];
  /** Least and greatest around each point, as a band. */
  band?: [number, number, number][];
}

export interface Chart {
  id: string;
  title: string;
  lines: Line[];
  format: Format;
  from: number;
  to: number;
  /** Line that must not be crossed. */
  limit?: { value: number; name: string };
  height?: number;
  /** The least that the scale spans. */
  atLeast?: number;
  empty?: string;
  ahead?: boolean;
}

interface Drawn extends Chart {
  width: number;
  left: number;
  top: number;
  bottom: number;
  max: number;
}

const drawn = new Map<string, Drawn>();
/** Where the reader looks, by chart. */
const cursors = new Map<string, number>();

const RIGHT = 10;
const TOP = 8;
const BOTTOM = 20;

export function chart(spec: Chart, width: number): HTMLElement {
  const height = spec.height ?? 132;
  const values = spec.lines.flatMap(line => [...line.points.map(point => point[1]), ...(line.band ?? []).map(one => one[2])]);
  const ticks = readableScale(
    Math.max(spec.atLeast ?? 0, ...values, spec.limit?.value ?? 0),
    height > 110 ? 4 : 2,
    spec.format,
  );
  const max = ticks.at(-1)!;
  const left = Math.max(...ticks.map(tick => spec.format(tick).length)) * 6.4 + 10;
  const model: Drawn = { ...spec, width, left, top: TOP, bottom: height - BOTTOM, max };
  drawn.set(spec.id, model);
  const svg = s(
    'svg',
    {
      class: 'chart',
      'data-chart': spec.id,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      tabindex: 0,
      'aria-label': summary(spec),
    },
    grid(model, ticks),
    ...spec.lines.map(line => path(model, line)),
    limit(model),
    cursor(model),
  );
  return h(
    'figure',
    { class: 'plot', 'data-key': spec.id },
    h('figcaption', {}, h('span', { class: 'plot-title' }, spec.title), legend(model)),
    values.length === 0 ? h('p', { class: 'none' }, spec.empty ?? 'Nothing is known of this time.') : svg,
  );
}

function x(model: Drawn, at: number): number {
  return model.left + ((at - model.from) / (model.to - model.from)) * (model.width - model.left - RIGHT);
}

function y(model: Drawn, value: number): number {
  return model.bottom - (Math.min(value, model.max) / model.max) * (model.bottom - model.top);
}

function grid(model: Drawn, ticks: number[]): SVGElement {
  const span = model.to - model.from;
  const room = Math.max(2, Math.floor((model.width - model.left) / 78));
  const step = STEPS.find(size => span / size <= room) ?? STEPS.at(-1)!;
  const shift = new Date(model.from).getTimezoneOffset() * 60_000;
  const moments: number[] = [];
  for (let at = Math.ceil((model.from - shift) / step) * step + shift; at <= model.to; at += step) {
    moments.push(at);
  }
  const name = step >= 86_400_000 ? format.day : format.minute;
  return s(
    'g',
    { class: 'axes' },
    ...ticks.flatMap(tick => [
      s('line', { x1: model.left, x2: model.width - RIGHT, y1: y(model, tick), y2: y(model, tick) }),
      s('text', { x: model.left - 6, y: y(model, tick) + 3.5, 'text-anchor': 'end' }, model.format(tick)),
    ]),
    ...moments
      .filter(at => x(model, at) < model.width - 18 && x(model, at) > model.left + 8)
      .map(at => s('text', { x: x(model, at), y: model.bottom + 15, 'text-anchor': 'middle' }, name(at))),
  );
}

function path(model: Drawn, line: Line): SVGElement {
  const gap = gapOf(line.points);
  let previous = -Infinity;
  const d = line.points
    .map(([at, value], n) => {
      const command = n === 0 || at - previous > gap ? 'M' : 'L';
      previous = at;
      return `${command}${x(model, at).toFixed(1)} ${y(model, value).toFixed(1)}`;
    })
    .join('');
  const band =
    line.band && line.band.length > 1
      ? s('path', {
          class: `band tone${line.tone}`,
          d:
            'M' +
            [
              ...line.band.map(([at, , high]) => [at, high] as const),
              ...[...line.band].reverse().map(([at, low]) => [at, low] as const),
            ]
              .map(([at, value]) => `${x(model, at).toFixed(1)} ${y(model, value).toFixed(1)}`)
              .join('L') +
            'Z',
        })
      : null;
  const last = line.points.at(-1);
  return s(
    'g',
    {},
    band,
    s('path', { class: `line tone${line.tone}`, d }),
    last
      ? s('circle', {
          class: `end tone${line.tone}`,
          cx: x(model, last[0]).toFixed(1),
          cy: y(model, last[1]).toFixed(1),
          r: 2.5,
        })
      : null,
  );
}

/** A step that is far longer than the others is time of which nothing is known, and no line goes through it. */
function gapOf(points: [number, number][]): number {
  const steps = points
    .slice(1)
    .map((point, n) => point[0] - points[n]![0])
    .sort((a, b) => a - b);
  return (steps[Math.floor(steps.length / 2)] ?? Infinity) * 2.6;
}

function limit(model: Drawn): SVGElement | null {
  if (!model.limit) {
    return null;
  }
  const height = y(model, model.limit.value);
  return s(
    'g',
    { class: 'limit' },
    s('line', { x1: model.left, x2: model.width - RIGHT, y1: height, y2: height }),
    s('text', { x: model.width - RIGHT - 2, y: height + 11, 'text-anchor': 'end' }, model.limit.name),
  );
}

function cursor(model: Drawn): SVGElement | null {
  const at = cursors.get(model.id);
  return at === undefined || at < model.from || at > model.to
    ? null
    : s('line', { class: 'cursor', x1: x(model, at), x2: x(model, at), y1: model.top, y2: model.bottom });
}

function nearest(line: Line, at: number): [number, number] | undefined {
  return line.points.reduce<[number, number] | undefined>(
    (best, point) => (!best || Math.abs(point[0] - at) < Math.abs(best[0] - at) ? point : best),
    undefined,
  );
}

/** The names of the lines with their newest values, or those where the reader points. */
function legend(model: Drawn): HTMLElement {
  const at = cursors.get(model.id);
  const moment = at === undefined ? undefined : nearest(model.lines[0] ?? { name: '', tone: 1, points: [] }, at)?.[0];
  return h(
    'span',
    { class: 'legend' },
    moment === undefined
      ? null
      : h('span', { class: 'when' }, model.to - model.from > 86_400_000 ? format.moment(moment) : format.clock(moment)),
    model.lines.map(line => {
      const point = moment === undefined ? line.points.at(-1) : nearest(line, moment);
      return h(
        'span',
        { class: `key tone${line.tone}` },
        line.name ? line.name + ' ' : '',
        h('b', {}, point ? model.format(point[1]) : '–'),
      );
    }),
  );
}

function summary(spec: Chart): string {
  const parts = spec.lines
    .filter(line => line.points.length > 0)
    .map(line => {
      const values = line.points.map(point => point[1]);
      return (
        `${line.name || spec.title}: now ${spec.format(values.at(-1)!)}, least ${spec.format(Math.min(...values))}, ` +
        `greatest ${spec.format(Math.max(...values))}`
      );
    });
  const limited = spec.limit ? `; ${spec.limit.name} at ${spec.format(spec.limit.value)}` : '';
  return `${spec.title}. ${parts.join('; ')}${limited}. Arrow keys read single moments.`;
}

/** Lets the reader point at moments; `redraw` is called when they do. */
export function readable(root: Element, redraw: (chartId: string) => void): void {
  const point = (id: string, at: number | undefined): void => {
    if (at === undefined) {
      cursors.delete(id);
    } else {
      cursors.set(id, at);
    }
    redraw(id);
  };
  const model = (target: EventTarget | null): Drawn | undefined => {
    const svg = target instanceof Element ? target.closest('[data-chart]') : null;
    return svg ? drawn.get(svg.getAttribute('data-chart')!) : undefined;
  };
  root.addEventListener('pointermove', event => {
    const one = model(event.target);
    const svg = one && (event.target as Element).closest('[data-chart]');
    if (one && svg) {
      const box = svg.getBoundingClientRect();
      const share = ((event as PointerEvent).clientX - box.left - one.left) / (box.width - one.left - RIGHT);
      point(one.id, one.from + Math.min(1, Math.max(0, share)) * (one.to - one.from));
    }
  });
  root.addEventListener('pointerout', event => {
    const one = model(event.target);
    const to = (event as PointerEvent).relatedTarget;
    if (one && !(to instanceof Element && to.closest(`[data-chart="${one.id}"]`))) {
      point(one.id, undefined);
    }
  });
  root.addEventListener('focusout', event => {
    const one = model(event.target);
    if (one && cursors.has(one.id)) {
      point(one.id, undefined);
    }
  });
  root.addEventListener('keydown', event => {
    const key = (event as KeyboardEvent).key;
    const one = model(event.target);
    const moments = one?.lines[0]?.points.map(([at]) => at) ?? [];
    if (one && moments.length > 0 && ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Escape'].includes(key)) {
      event.preventDefault();
      const now = cursors.get(one.id) ?? moments.at(-1)!;
      const before = moments.filter(at => at < now).at(-1);
      const after = moments.find(at => at > now);
      point(
        one.id,
        key === 'Escape'
          ? undefined
          : key === 'Home'
            ? moments[0]
            : key === 'End'
              ? moments.at(-1)
              : key === 'ArrowLeft'
                ? (before ?? moments[0])
                : (after ?? moments.at(-1)),
      );
    }
  });
}
