/** Numbers as people read them. Every figure of the page is formatted here and nowhere else. */

export type Format = (value: number) => string;

const THIN = '\u202f';

function digits(value: number): number {
  const size = Math.abs(value);
  return size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
}

/** Three digits that count, with groups of thousands. */
export const number: Format = value =>
  value.toLocaleString('en-GB', {
    minimumFractionDigits: 0,
    maximumFractionDigits: Math.abs(value) < 0.01 ? 4 : digits(value),
  });

export const count: Format = value => Math.round(value).toLocaleString('en-GB');

export const short: Format = value => {
  const units: [number, string][] = [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ];
  const unit = units.find(([size]) => (Math.abs(value) >= size && size > 1e3) || (Math.abs(value) >= 1e4 && size === 1e3));
  return unit ? number(value / unit[0]) + THIN + unit[1] : number(value);
};

export const percent: Format = value => number(value) + THIN + '%';

export const bytes: Format = value => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let left = value;
  let unit = 0;
  while (Math.abs(left) >= 1024 && unit < units.length - 1) {
    left /= 1024;
    unit++;
  }
  return number(left) + THIN + units[unit];
};

export const mebibytes: Format = value => bytes(value * 1024 * 1024);

export const millis: Format = value => {
  if (Math.abs(value) < 1000) {
    return value !== 0 && Math.abs(value) < 0.01 ? count(value * 1e6) + THIN + 'ns' : number(value) + THIN + 'ms';
  }
  return seconds(value / 1000);
};

/** The two largest units. */
export const seconds: Format = value => {
  if (Math.abs(value) < 60) {
    return Math.abs(value) < 1 && value !== 0 ? millis(value * 1000) : number(Math.round(value * 10) / 10) + THIN + 's';
  }
  const units: [number, string][] = [
    [86400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = units.findIndex(([size]) => value >= size);
  const [size, name] = units[first]!;
  const [next, nextName] = units[first + 1]!;
  const rest = Math.floor((value % size) / next);
  return Math.floor(value / size) + THIN + name + (rest > 0 ? ' ' + rest + THIN + nextName : '');
};

export const days: Format = value =>
  value >= 3650
    ? 'ten years or more'
    : value >= 730
      ? number(Math.round(value / 36.525) / 10) + THIN + 'years'
      : value >= 2
        ? number(Math.round(value)) + THIN + 'days'
        : seconds(value * 86400);

export const perSecond: Format = value => short(value) + '/s';

export const bytesPerSecond: Format = value => bytes(value) + '/s';

export const times: Format = value => '×' + THIN + number(value);

/** The format for a unit as the history names it. */
export function ofUnit(unit: string): Format {
  switch (unit) {
    case 'bytes':
    case 'B':
      return bytes;
    case 'bytes/s':
      return bytesPerSecond;
    case 'ms':
      return millis;
    case 's':
      return seconds;
    case 'percent':
      return percent;
    case 'MiB/day':
      return value => mebibytes(value) + '/day';
    default:
      return value => (unit.endsWith('/s') ? perSecond(value) : short(value));
  }
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const MINUTE = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const MOMENT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

export const clock = (at: number): string => CLOCK.format(at);
export const minute = (at: number): string => MINUTE.format(at);
export const day = (at: number): string => DAY.format(at);
export const date = (at: number): string => DATE.format(at);
export const moment = (at: number): string => MOMENT.format(at);
export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
