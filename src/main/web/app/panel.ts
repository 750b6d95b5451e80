/** The frame of each panel: heading, age, what went wrong, and a body that is drawn when its data change. */

import { h, show, type Child } from './dom';
import { seconds } from './format';
import { age, state } from './store';

export interface Panel {
  id: string;
  title: string;
  /** The question it answers, in a few words. */
  subtitle: string;
  /** Names of the resources it shows; the first gives the panel its age. */
  shows: string[];
  wide?: 'half' | 'third' | 'full' | 'two-thirds';
  /** Elements above the body that stay: choices, buttons. */
  controls?: () => Child[];
  body: (width: number) => Child[];
  /** What asks for attention in it, told beside its name in the navigation; 0 for nothing. */
  attention?: () => number;
  /** What a press on something with `data-action` does. */
  actions?: Record<string, (argument: string, element: HTMLElement) => void>;
}

interface Mounted {
  panel: Panel;
  section: HTMLElement;
  ageText: HTMLElement;
  note: HTMLElement;
  body: HTMLElement;
}

const mounted: Mounted[] = [];

export function mount(panel: Panel): HTMLElement {
  const ageText = h('span', { class: 'age' });
  const note = h('div', { class: 'note' });
  const body = h('div', { class: 'body' });
  const section = h(
    'section',
    { class: `panel ${panel.wide ?? 'half'}`, id: panel.id, 'aria-labelledby': `${panel.id}-title` },
    h('header', {}, h('div', {}, h('h2', { id: `${panel.id}-title` }, panel.title), h('p', {}, panel.subtitle)), ageText),
    panel.controls ? h('div', { class: 'controls' }, panel.controls()) : null,
    note,
    body,
  );
  section.addEventListener('click', event => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]') : null;
    panel.actions?.[element?.dataset.action ?? '']?.(element!.dataset.argument ?? '', element!);
  });
  mounted.push({ panel, section, ageText, note, body });
  return section;
}

const due = new Set<Mounted>();

function drawSoon(one: Mounted): void {
  if (due.size === 0) {
    requestAnimationFrame(() => {
      const all = [...due];
      due.clear();
      all.forEach(draw);
    });
  }
  due.add(one);
}

/** Draws what shows this resource. */
export function changed(resource: string): void {
  mounted.filter(one => one.panel.shows.includes(resource)).forEach(drawSoon);
}

export function redraw(id: string): void {
  mounted.filter(one => one.panel.id === id).forEach(drawSoon);
}

export function redrawAll(): void {
  mounted.forEach(drawSoon);
}

/** Draws the panel that has the chart. */
export function redrawChart(root: Element, chartId: string): void {
  const section = root.querySelector(`[data-chart="${CSS.escape(chartId)}"]`)?.closest('section');
  if (section) {
    redraw(section.id);
  }
}

function nodes(children: Child[]): Node[] {
  const holder = document.createElement('div');
  holder.append(...h('div', {}, children).childNodes);
  return [...holder.childNodes];
}

function draw({ panel, body, note, section }: Mounted): void {
  const main = state(panel.shows[0]!);
  const missing = main.data === null;
  show(
    body,
    missing
      ? nodes([main.problem ? null : h('p', { class: 'none' }, 'Asking …')])
      : nodes(panel.body(Math.max(240, body.clientWidth || section.clientWidth - 32))),
  );
  const failed = panel.shows.map(state).filter(one => one.problem !== null && one.problem.status !== 404);
  show(
    note,
    failed
      .slice(0, 1)
      .map(one =>
        h(
          'p',
          { class: 'problem', role: 'status' },
          missing ? 'Not known: ' : 'Could not be asked for again: ',
          one.problem!.message,
          missing ? '' : '. What is shown is older.',
        ),
      ),
  );
  tellAge(mounted.find(one => one.panel === panel)!);
}

function tellAge({ panel, ageText, section }: Mounted): void {
  const main = state(panel.shows[0]!);
  const old = age(main.name);
  const limit = Math.max(10, (main.every || 3) * 3);
  const stale = old !== null && old > limit;
  section.classList.toggle('stale', stale);
  const text = old === null ? '' : stale ? `stale: ${seconds(Math.round(old))} old` : `${seconds(Math.round(old))} ago`;
  if (ageText.textContent !== text) {
    ageText.textContent = text;
  }
}

export function tellAges(): void {
  mounted.forEach(tellAge);
}
