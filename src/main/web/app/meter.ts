import { s } from './dom';

/** A part of a whole, as a bar with words. */
export function meter(share: number, tone: 'ok' | 'warn' | 'bad', label: string): SVGElement {
  const width = Math.max(0, Math.min(100, share * 100));
  return s(
    'svg',
    { class: `meter ${tone}`, viewBox: '0 0 100 6', preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    s('rect', { class: 'whole', width: 100, height: 6, rx: 1 }),
    s('rect', { class: 'part', width, height: 6, rx: 1 }),
  );
}
