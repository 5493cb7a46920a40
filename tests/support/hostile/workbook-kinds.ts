import { deflateRawSync } from 'node:zlib';
import type { Draw } from './corpus.ts';
import { rowXml, sheetXml, workbookOf } from './workbook.ts';
import { zipOf } from './zip-writer.ts';

const HEAD = rowXml(1, ['Mã tổ', 'Mã chỉ số', 'Tử số', 'Mẫu số']);
const good = (row: number, draw: Draw) =>
  rowXml(row, [`cns-${draw.whole(99_999)}`, 'XHS01', draw.whole(500), 500]);
const table = (rows: string, after = '') => sheetXml(HEAD + rows, after);
const cell = (row: number, inside: string) =>
  `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>cns-1</t></is></c><c r="B${row}" t="inlineStr"><is><t>XHS01</t></is></c>${inside}</row>`;
const repeat = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('');

/** Megabytes of nothing but one byte, deflated: a kilobyte for each. */
function zeros(megabytes: number): { bytes: Uint8Array; size: number } {
  const size = megabytes * 1024 * 1024;
  return { bytes: deflateRawSync(Buffer.alloc(size, 0x20), { level: 9 }), size };
}

/** Workbooks that are not what they should be, by what is wrong with them. */
export const WORKBOOK_KINDS: Readonly<Record<string, (draw: Draw) => Uint8Array>> = {
  'bomb: a sheet of spaces': (draw) => {
    const { bytes, size } = zeros(20 + draw.whole(40));
    return workbookOf({ parts: [{ name: 'xl/worksheets/sheet1.xml', data: '', deflated: { bytes, size } }] });
  },
  'bomb: says it is small': (draw) => {
    const { bytes } = zeros(10 + draw.whole(30));
    return workbookOf({
      parts: [{ name: 'xl/worksheets/sheet1.xml', data: '', deflated: { bytes, size: 900 } }]
    });
  },
  'bomb: just under the ratio': (draw) =>
    workbookOf({
      sheet: table(
        repeat(40_000, (k) => `<row r="${k + 2}"><c r="A${k + 2}"/></row>`) + ' '.repeat(draw.whole(9) * 1000)
      )
    }),
  'bomb: parts over each other': (draw) => {
    const { bytes, size } = zeros(8);
    const others = Array.from({ length: 60 + draw.whole(60) }, (_, k) => ({
      name: `xl/x${k}.xml`,
      data: '',
      declared: size,
      over: 'xl/kernel.xml'
    }));
    return workbookOf({ parts: [{ name: 'xl/kernel.xml', data: '', deflated: { bytes, size } }, ...others] });
  },
  'bomb: nested archive': (draw) =>
    workbookOf({
      sheet: table(good(2, draw)),
      parts: [{ name: 'xl/embeddings/inner.zip', data: zipOf([{ name: 'a', data: 'a' }]) }]
    }),
  'entries: thousands': (draw) =>
    workbookOf({
      parts: Array.from({ length: 1_200 + draw.whole(3_000) }, (_, k) => ({ name: `xl/p${k}.xml`, data: '' }))
    }),
  'entries: the same name twice': (draw) =>
    workbookOf({
      sheet: table(good(2, draw)),
      parts: [
        { name: 'xl/a.xml', data: '1' },
        { name: 'XL/A.xml', data: '2' }
      ]
    }),
  'entries: path upwards': (draw) =>
    workbookOf({ sheet: table(good(2, draw)), parts: [{ name: `../../etc/p${draw.whole(9)}`, data: 'x' }] }),
  'entries: absolute path': (draw) =>
    workbookOf({ sheet: table(good(2, draw)), parts: [{ name: `/etc/p${draw.whole(9)}`, data: 'x' }] }),
  'entries: encrypted': (draw) =>
    workbookOf({ sheet: table(good(2, draw)), parts: [{ name: 'xl/secret.xml', data: 'x', flags: 1 }] }),
  'xml: entities that grow': (draw) =>
    workbookOf({
      sheet: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${repeat(8, (k) => `<!ENTITY ${'bcdefghi'[k]} "${repeat(10, () => `&${'abcdefgh'[k]};`)}">`)}]>${table(cell(2, '<c r="C2"><v>&i;</v></c>')).replace(/^<\?xml[^>]*\?>/, '')}${' '.repeat(draw.whole(50))}`
    }),
  'xml: outside entity': (draw) =>
    workbookOf({
      sheet: `<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet>${draw.whole(99)}</worksheet>`
    }),
  'xml: undeclared entity': (draw) =>
    workbookOf({ sheet: table(cell(2, `<c r="C2" t="str"><v>&x${draw.whole(99)};</v></c>`)) }),
  'xml: cut off': (draw) =>
    workbookOf({ sheet: table(repeat(50, (k) => good(k + 2, draw))).slice(0, -(20 + draw.whole(2_000))) }),
  'xml: no end of a tag': (draw) =>
    workbookOf({ sheet: `<worksheet><sheetData><row ${'a'.repeat(100_000 + draw.whole(100_000))}` }),
  'xml: a comment without an end': (draw) => workbookOf({ sheet: `<worksheet><!-- ${draw.text(2_000_000)}` }),
  'xml: very deep': (draw) => workbookOf({ sheet: `<worksheet>${'<a>'.repeat(500 + draw.whole(50_000))}` }),
  'xml: another encoding': (draw) =>
    workbookOf({
      sheet: `<?xml version="1.0" encoding="ISO-2022-KR"?><worksheet>${draw.whole(9)}</worksheet>`
    }),
  'xml: no UTF-8': (draw) =>
    workbookOf({
      parts: [
        {
          name: 'xl/worksheets/sheet1.xml',
          data: Buffer.concat([Buffer.from(table('')), Buffer.from([0xff, 0xc0, draw.whole(255)])])
        }
      ]
    }),
  'xml: noise': (draw) =>
    workbookOf({ parts: [{ name: 'xl/worksheets/sheet1.xml', data: draw.bytes(40_000) }] }),
  'cells: far to the right': (draw) =>
    workbookOf({ sheet: table(cell(2, `<c r="XF${'ABCD'[draw.whole(3)]}2"><v>1</v></c>`)) }),
  'cells: 16,000 columns': () =>
    workbookOf({
      sheet: `<worksheet><sheetData><row r="1">${repeat(16_000, () => '<c><v>1</v></c>')}</row></sheetData></worksheet>`
    }),
  'cells: a million empty rows': (draw) =>
    workbookOf({
      sheet: `<worksheet><sheetData>${'<row/>'.repeat(300_000 + draw.whole(300_000))}</sheetData></worksheet>`
    }),
  'cells: more rows than are taken': () =>
    workbookOf({
      sheet: `<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(210_000)}</sheetData></worksheet>`
    }),
  'cells: out of order': (draw) => workbookOf({ sheet: sheetXml(good(9, draw) + good(3, draw)) }),
  'cells: the same twice': () =>
    workbookOf({ sheet: table(cell(2, '<c r="C2"><v>1</v></c><c r="C2"><v>2</v></c>')) }),
  'cells: of another row': (draw) =>
    workbookOf({ sheet: table(cell(2, `<c r="C${3 + draw.whole(9)}"><v>1</v></c>`)) }),
  'cells: a text without end': (draw) =>
    workbookOf({
      sheet: table(cell(2, `<c r="C2" t="str"><v>${'9'.repeat(40_000 + draw.whole(200_000))}</v></c>`))
    }),
  'strings: one long string in every cell': () =>
    workbookOf({
      strings: `<sst><si><t>${'ấ'.repeat(30_000)}</t></si></sst>`,
      sheet: `<worksheet><sheetData>${'<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'.repeat(20_000)}</sheetData></worksheet>`
    }),
  'strings: a number that is not there': (draw) =>
    workbookOf({ strings: '<sst/>', sheet: table(cell(2, `<c r="C2" t="s"><v>${draw.whole(1e6)}</v></c>`)) }),
  'strings: half a million': () =>
    workbookOf({ strings: `<sst>${'<si><t>x</t></si>'.repeat(520_000)}</sst>`, sheet: table('') }),
  'merges: thousands': () =>
    workbookOf({
      sheet: table(
        '',
        `<mergeCells>${repeat(6_000, (k) => `<mergeCell ref="A${k + 1}:B${k + 1}"/>`)}</mergeCells>`
      )
    }),
  'merges: the whole sheet': (draw) =>
    workbookOf({
      sheet: table(good(2, draw) + good(3, draw), '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    }),
  'formula: calls a program': (draw) =>
    workbookOf({ sheet: table(cell(2, `<c r="C2"><f>cmd|'/c calc${draw.whole(9)}'!A0</f><v>1</v></c>`)) }),
  'formula: without a value': (draw) =>
    workbookOf({ sheet: table(cell(2, `<c r="C2"><f>SUM(A1:A${draw.whole(99)})</f></c>`)) }),
  'formula: an error': () =>
    workbookOf({ sheet: table(cell(2, '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')) }),
  'formula: very long': (draw) =>
    workbookOf({
      sheet: table(cell(2, `<c r="C2"><f>${'|'.repeat(30_000)}${draw.text(30_000)}</f><v>1</v></c>`))
    }),
  'numbers: as text': (draw) =>
    workbookOf({
      sheet: table(
        rowXml(2, [
          'cns-1',
          'XHS01',
          draw.pick([
            '1.234,5',
            '12 hộ',
            '１２',
            '１.２３４',
            '95%',
            '=1+1',
            '1e9',
            '-4',
            'NaN',
            'Infinity',
            '0x10'
          ])
        ])
      )
    }),
  'numbers: too large': (draw) =>
    workbookOf({
      sheet: table(
        cell(
          2,
          `<c r="C2"><v>${draw.pick(['1e308', '-1e308', '1e999', '9007199254740993', 'NaN', '0.1', '--1', ''])}</v></c>`
        )
      )
    }),
  'numbers: a date': (draw) =>
    workbookOf({
      styles:
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
      sheet: table(cell(2, `<c r="C2" s="1"><v>${draw.whole(60_000)}</v></c>`))
    }),
  macros: (draw) =>
    workbookOf({
      sheet: table(good(2, draw)),
      parts: [{ name: 'xl/vbaProject.bin', data: draw.bytes(500) }]
    }),
  'macros by type': () =>
    workbookOf({
      types:
        '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    }),
  'links that start programs': () =>
    workbookOf({
      parts: [
        {
          name: 'xl/externalLinks/externalLink1.xml',
          data: '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
        }
      ]
    }),
  'no workbook inside': (draw) => zipOf([{ name: 'word/document.xml', data: draw.text(500) }]),
  'open document': () =>
    zipOf([
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'content.xml', data: '<x/>' }
    ]),
  'cut package': (draw) => {
    const whole = workbookOf({ sheet: table(repeat(100, (k) => good(k + 2, draw))) });
    return whole.subarray(0, draw.whole(whole.length - 30) + 10);
  },
  'bits turned': (draw) => {
    const whole = Buffer.from(workbookOf({ sheet: table(repeat(100, (k) => good(k + 2, draw))) }));
    for (let k = 0; k < 20; k++) whole[draw.whole(whole.length - 1)] = draw.whole(255);
    whole.set([0x50, 0x4b], 0);
    return whole;
  },
  'a long comment': (draw) => zipOf([{ name: 'a', data: 'a' }], draw.text(30_000)),
  'locked by a password': (draw) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(1016),
      Buffer.from('EncryptedPackage', 'utf16le'),
      draw.bytes(2_000)
    ]),
  'old Excel': (draw) =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), draw.bytes(4_000)]),
  'a page that calls itself a workbook': (draw) =>
    Buffer.from(`<html><table><tr><td>${draw.text(300)}</td></tr></table></html>`),
  'a hundred sheets': () =>
    workbookOf({
      workbook: `<workbook><sheets>${repeat(100, (k) => `<sheet name="S${k}" sheetId="${k}" r:id="r1"/>`)}</sheets></workbook>`
    }),
  'a code sheet of elsewhere': (draw) =>
    workbookOf({
      sheet: sheetXml(rowXml(1, ['mangluoi', '1']) + rowXml(2, ['store', draw.text(20)])),
      workbook: '<workbook xmlns:r="r"><sheets><sheet name="Mã" sheetId="1" r:id="r1"/></sheets></workbook>'
    }),
  nothing: () => Buffer.alloc(0)
};
