import * as f from '../../../../../../main/web/app/format.ts';

const cases: [string, string][] = [
  [f.count(1234567), '1,234,567'],
  [f.number(0.5), '0.5'],
  [f.number(0.0042), '0.0042'],
  [f.number(12.345), '12.3'],
  [f.number(123.456), '123'],
  [f.short(9999), '9,999'],
  [f.short(30_000), '30 k'],
  [f.short(1_600_000_000), '1.6 G'],
  [f.percent(99.72), '99.7 %'],
  [f.bytes(0), '0 B'],
  [f.bytes(1536), '1.5 KiB'],
  [f.bytes(-1048576), '-1 MiB'],
  [f.bytes(48211968512), '44.9 GiB'],
  [f.mebibytes(9.41), '9.41 MiB'],
  [f.millis(0), '0 ms'],
  [f.millis(0.001), '1,000 ns'],
  [f.millis(1.4), '1.4 ms'],
  [f.millis(999), '999 ms'],
  [f.millis(1500), '1.5 s'],
  [f.millis(125_000), '2 min 5 s'],
  [f.seconds(0.2), '200 ms'],
  [f.seconds(59.96), '60 s'],
  [f.seconds(3600), '1 h'],
  [f.seconds(93_600), '1 d 2 h'],
  [f.days(0.5), '12 h'],
  [f.days(117.5), '118 days'],
  [f.days(3649), '10 years'],
  [f.days(3650), 'ten years or more'],
  [f.perSecond(0), '0/s'],
  [f.times(14.4), '× 14.4'],
  [f.ofUnit('bytes/s')(2048), '2 KiB/s'],
  [f.ofUnit('ids')(249), '249'],
];

const wrong = cases.filter(([is, should]) => is.replaceAll('\u202f', ' ') !== should);
wrong.forEach(([is, should]) => console.log(`${JSON.stringify(is)} should be ${should}`));
console.log(`${cases.length - wrong.length} of ${cases.length}`);
