import './page.css';
import { remember } from './api';
import { readable } from './chart';
import { h, show } from './dom';
import { zone } from './format';
import { listen, stop } from './live';
import { login } from './login';
import { changed, mount, redrawAll, redrawChart, tellAges, type Panel } from './panel';
import { alerts } from './panels/alerts';
import { backups } from './panels/backups';
import { capacity } from './panels/capacity';
import { connections } from './panels/connections';
import { feed } from './panels/feed';
import { locks } from './panels/locks';
import { maintenance } from './panels/maintenance';
import { migrations } from './panels/migrations';
import { queries } from './panels/queries';
import { status } from './panels/status';
import { tables } from './panels/tables';
import { traffic } from './panels/traffic';
import { data, forgetAll, onChange, refreshAll, resource, tick } from './store';
import { drawLink, drawVerdict, remember as rememberTrip } from './top';
import type { HealthReport } from './types';

resource('live', () => '/api/database/live', 0);
resource('health', () => '/api/database/health', 5, { pass: true, also: [503] });
resource('metrics', () => '/api/database/metrics', 60, { pass: true });
resource('alerts', () => '/api/database/alerts', 15, { pass: true });
resource('locks', () => '/api/database/locks', 5);
resource('capacity', () => '/api/database/capacity', 600);
resource('runs', () => '/api/database/optimize/runs?limit=8', 10);
resource('maintenance', () => '/api/database/maintenance', 10);
resource('plan', () => '/api/database/maintenance/plan', 60, { pass: true, after: 'maintenance' });
resource('rounds', () => '/api/database/maintenance/rounds?limit=5', 30, { after: 'maintenance' });
resource('migrations', () => '/api/database/migrations', 60);

const PANELS: Panel[] = [
  status,
  alerts,
  connections,
  traffic,
  queries,
  locks,
  feed,
  backups,
  tables,
  capacity,
  maintenance,
  migrations,
];

const page = document.getElementById('page')!;
const verdict = h('section', { class: 'verdict', id: 'verdict', 'aria-labelledby': 'verdict-title' });
const link = h('p', { class: 'link', id: 'link' });
const VERDICT_SHOWS = new Set(['live', 'health', 'locks', 'alerts']);
const places = h('ul');
let built: HTMLElement | null = null;
let seconds: number | undefined;

function build(): HTMLElement {
  const leave = h('button', { type: 'button', class: 'small', id: 'leave' }, 'Log out');
  leave.addEventListener('click', () => out(''));
  const grid = h('div', { class: 'grid' }, PANELS.map(mount));
  readable(grid, chart => redrawChart(grid, chart));
  const nav = h('nav', { 'aria-label': 'Panels' }, places);
  return h(
    'div',
    { class: 'shell' },
    h('div', { class: 'bar' }, h('header', { class: 'top' }, h('h1', {}, 'core-database'), link, leave), nav),
    h('main', { id: 'content', tabindex: -1 }, verdict, grid),
  );
}

function drawNavigation(): void {
  show(
    places,
    PANELS.map(panel => {
      const count = panel.attention?.() ?? 0;
      return h(
        'li',
        {},
        h('a', { href: `#${panel.id}` }, panel.title, count > 0 && h('span', { class: 'count' }, String(count))),
      );
    }),
  );
}

function enter(): void {
  built ??= build();
  page.replaceChildren(built);
  document.getElementById('content')!.focus({ preventScroll: true });
  redrawAll();
  refreshAll();
  void listen(out);
  const beat = (): void => {
    tick();
    tellAges();
    drawLink(link);
    drawVerdict(verdict);
    drawNavigation();
  };
  beat();
  seconds = window.setInterval(beat, 1000);
}

function out(why: string): void {
  window.clearInterval(seconds);
  remember(null);
  stop();
  forgetAll();
  document.body.classList.remove('cut');
  document.title = 'core-database';
  login(page, why, enter);
}

onChange(name => {
  const health = name === 'health' ? data<HealthReport>('health') : null;
  if (health) {
    rememberTrip(health);
  }
  changed(name);
  if (VERDICT_SHOWS.has(name)) {
    drawVerdict(verdict);
    drawLink(link);
  }
});
let width = window.innerWidth;
window.addEventListener('resize', () => {
  if (window.innerWidth !== width) {
    width = window.innerWidth;
    redrawAll();
  }
});
document.addEventListener('visibilitychange', tick);
document.getElementById('zone')!.textContent = `Times are of ${zone()}.`;
login(page, '', enter);
