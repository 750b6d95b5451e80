/** Round numbers and moments for axes. */

import type { Format } from './format';

/** As many steps as have different names: half a session is none. */
export function readableScale(most: number, steps: number, name: Format): number[] {
  const ticks = scale(most, steps);
  return steps === 1 || new Set(ticks.map(name)).size === ticks.length ? ticks : readableScale(most, steps - 1, name);
}

/** Round numbers from 0 to beyond `most`. */
function scale(most: number, steps: number): number[] {
  const rough = (most > 0 ? most : 1) / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(size => size >= rough * 0.999)!;
  const count = Math.max(1, Math.ceil((most > 0 ? most : 1) / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, n) => n * step);
}

/** Steps of time, in milliseconds. */
export const STEPS = [
  60, 120, 300, 600, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000, 7776000, 15552000,
  31536000,
].map(step => step * 1000);
