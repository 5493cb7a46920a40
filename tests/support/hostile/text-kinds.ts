import type { Draw } from './corpus.ts';

const HEAD = 'Mã tổ;Mã chỉ số;Tử số;Mẫu số\n';
const bytes = (text: string) => Buffer.from(text);
const rows = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('\n');

/** CSV files that are not what they should be. */
export const CSV_KINDS: Readonly<Record<string, (draw: Draw) => Uint8Array>> = {
  'a quote without an end': (draw) => bytes(`${HEAD}cns-1;XHS01;"${draw.text(200_000)}`),
  'a quote in the middle': (draw) => bytes(`${HEAD}cns-1;XH"S01;${draw.whole(9)};"1"2\n`),
  'one line without an end': (draw) => bytes(`${HEAD}${'x'.repeat(1_000_000 + draw.whole(1_000_000))}`),
  'only separators': (draw) => bytes(draw.pick([';', ',', '\t']).repeat(200_000 + draw.whole(300_000))),
  'only line ends': (draw) => bytes('\n'.repeat(500_000 + draw.whole(500_000))),
  'only quotes': (draw) => bytes('"'.repeat(200_001 + draw.whole(100_000))),
  'zero bytes': (draw) => Buffer.concat([bytes(HEAD), Buffer.alloc(100 + draw.whole(900))]),
  noise: (draw) => draw.bytes(50_000),
  'too many rows': () => bytes(HEAD + 'a;b;1;2\n'.repeat(210_000)),
  'too many columns': (draw) => bytes(`${HEAD}${'1;'.repeat(600 + draw.whole(5_000))}\n`),
  formulas: (draw) =>
    bytes(`${HEAD}=cmd|'/c calc'!A0;XHS01;${draw.pick(['=1+1', '+1', '@SUM(1)', '-1', '\t=1'])};1\n`),
  'half UTF-16': (draw) =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(HEAD, 'utf16le'), Buffer.from([draw.whole(255)])]),
  'broken UTF-8': (draw) =>
    Buffer.concat([bytes(HEAD), Buffer.from([0xc3, 0x28, 0xf0, draw.whole(255), 0x0a])]),
  'marks without letters': (draw) =>
    bytes(`${HEAD}${'\u0301'.repeat(20_000 + draw.whole(9_000))};XHS01;1;1\n`),
  'numbers of every kind': (draw) =>
    bytes(
      HEAD +
        rows(
          200,
          () =>
            `cns-${draw.whole(99)};XHS01;${draw.pick(['1.234,5', '１２３', '12 hộ', '1 234', '1e999', '-0', '٣', '½', '1,2,3', '..', '99999999999999999999'])};`
        )
    ),
  'the same row again and again': (draw) => bytes(HEAD + `cns-1;XHS01;${draw.whole(9)};9\n`.repeat(20_000)),
  'a workbook in name alone': (draw) => Buffer.concat([bytes('PK\u0003\u0004'), draw.bytes(3_000)]),
  'a picture': (draw) =>
    Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), draw.bytes(2_000)]),
  'no heading': (draw) => bytes(rows(100, () => `${draw.text(10)};${draw.whole(99)}`)),
  nothing: () => Buffer.alloc(0)
};

const report = (draw: Draw, over: object) => ({
  group: `cns-${draw.whole(99_999)}`,
  period: '2026-10',
  values: [{ indicator: 'XHS01', numerator: 1 }],
  ...over
});

/** Bodies for `POST /api/v1/reports` that are not what they should be. */
export const JSON_KINDS: Readonly<Record<string, (draw: Draw) => Uint8Array>> = {
  'very deep lists': (draw) => bytes('['.repeat(100_000 + draw.whole(100_000))),
  'very deep and closed': (draw) => {
    const depth = 5_000 + draw.whole(50_000);
    return bytes('['.repeat(depth) + ']'.repeat(depth));
  },
  'very deep objects': (draw) => bytes(`${'{"a":'.repeat(20_000 + draw.whole(20_000))}1`),
  'cut off': (draw) => {
    const text = JSON.stringify({ reports: [report(draw, {})] });
    return bytes(text.slice(0, 1 + draw.whole(text.length - 3)));
  },
  'a name twice': (draw) =>
    bytes(
      `{"group":"a","group":"b","period":"2026-10","values":[{"indicator":"XHS01","numerator":${draw.whole(9)}}]}`
    ),
  prototype: (draw) =>
    bytes(
      `{"__proto__":{"group":"x"},"constructor":{"prototype":{"y":${draw.whole(9)}}},"reports":[{"__proto__":1}]}`
    ),
  'a hundred thousand reports': (draw) => bytes(`{"reports":[${'{},'.repeat(100_000)}${draw.whole(9)}]}`),
  'ten thousand empty reports': (draw) => bytes(`{"reports":[${'{},'.repeat(9_998)}{"x":${draw.whole(9)}}]}`),
  'ten thousand values': (draw) =>
    bytes(
      JSON.stringify(
        report(draw, {
          values: Array.from({ length: 10_000 }, () => ({ indicator: draw.text(5), numerator: 1 }))
        })
      )
    ),
  'a hundred thousand names': (draw) =>
    bytes(`{${Array.from({ length: 100_000 }, (_, k) => `"n${k}":${draw.whole(9)}`).join(',')}}`),
  'strange numbers': (draw) =>
    bytes(
      JSON.stringify({
        reports: [
          report(draw, {
            values: [{ indicator: 'XHS01', numerator: draw.pick(['1', true, null, [], {}, -1, 0.5, 1e308]) }]
          })
        ]
      })
    ),
  'a number without end': (draw) =>
    bytes(
      `{"reports":[{"group":"a","period":"2026-10","values":[{"indicator":"XHS01","numerator":${'9'.repeat(100_000 + draw.whole(100_000))}}]}]}`
    ),
  'long names': (draw) =>
    bytes(JSON.stringify(report(draw, { group: 'x'.repeat(500_000), period: 'y'.repeat(100_000) }))),
  'long texts': (draw) => bytes(JSON.stringify(report(draw, { tasks: draw.text(900_000) }))),
  'no UTF-8': (draw) =>
    Buffer.concat([bytes('{"group":"'), Buffer.from([0xff, 0xc0, draw.whole(255)]), bytes('"}')]),
  'half pairs': (draw) =>
    bytes(`{"group":"\\ud800","period":"\\udc00","tasks":"\\ud83d${draw.whole(9)}","values":[]}`),
  'not an object': (draw) =>
    bytes(
      draw.pick([
        'null',
        '[]',
        '"x"',
        '1',
        'true',
        '{}',
        '{"reports":{}}',
        '{"reports":null}',
        '{"reports":[null]}'
      ])
    ),
  'many faults': (draw) =>
    bytes(
      JSON.stringify({
        reports: Array.from({ length: 2_000 }, () =>
          report(draw, { values: Array.from({ length: 20 }, () => ({ indicator: 'NO', numerator: 'x' })) })
        )
      })
    ),
  'a single report of two megabytes': (draw) =>
    bytes(JSON.stringify(report(draw, { tasks: 'x'.repeat(2_000_000) }))),
  noise: (draw) => draw.bytes(20_000)
};
