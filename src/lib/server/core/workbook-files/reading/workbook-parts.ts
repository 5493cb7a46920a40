import { BOUNDS } from '../limits.ts';
import { FileRefused } from './refused.ts';
import { attribute, unescaped, XmlBytes, type XmlListener } from './xml.ts';
import type { Package } from './zip.ts';

/** A sheet as the workbook names it, and the part that it lies in. */
interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** What is read of a workbook before its sheets. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly date1904: boolean;
  /** For each style of cells whether it shows a date (1), a percentage (2) or neither (0). */
  readonly styles: Uint8Array;
  readonly strings: readonly string[];
}

/** A listener with nothing to do where a part does not say. */
function listener(over: Partial<XmlListener>): XmlListener {
  return { wantsText: false, open: () => undefined, close: () => undefined, text: () => undefined, ...over };
}

async function readXml(pack: Package, part: string, most: number, heard: XmlListener): Promise<void> {
  const xml = new XmlBytes(heard);
  await pack.read(part, most, (bytes) => xml.push(bytes));
  xml.end();
}

/** Reads what lies beside the sheets. @throws FileRefused */
export async function readParts(pack: Package): Promise<WorkbookParts> {
  await refuseOther(pack);
  const main = (await relationsOf(pack, '_rels/.rels', '')).find(({ type }) => type === 'officeDocument');
  const workbook = main?.target ?? 'xl/workbook.xml';
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const relations = await relationsOf(pack, `${folder}_rels/${workbook.slice(folder.length)}.rels`, folder);
  const { sheets, date1904 } = await readWorkbook(pack, workbook);
  const targetOf = new Map(relations.map(({ id, target }) => [id, target]));
  const partOf = (type: string) => {
    const target = relations.find((relation) => relation.type === type)?.target;
    return target !== undefined && pack.has(target) ? target : null;
  };
  const styles = partOf('styles');
  const strings = partOf('sharedStrings');
  return {
    date1904,
    sheets: sheets.flatMap(({ id, ...sheet }) => {
      const part = targetOf.get(id);
      return part !== undefined && /worksheets\//i.test(part) ? [{ ...sheet, part }] : [];
    }),
    styles: styles ? await readStyles(pack, styles) : new Uint8Array(0),
    strings: strings ? await readStrings(pack, strings) : []
  };
}

/** Refuses by name what is a package and no plain workbook, or one with something that runs. */
async function refuseOther(pack: Package): Promise<void> {
  const { names } = pack;
  if (names.some((name) => /vbaproject|\/macrosheets\/|\/dialogsheets\//.test(name)))
    throw new FileRefused('macros');
  if (pack.has('mimetype') || pack.has('content.xml')) throw new FileRefused('otherFormat', 'OpenDocument');
  if (names.some((name) => /workbook\.bin$/.test(name))) throw new FileRefused('otherFormat', 'xlsb');
  if (!pack.has('[Content_Types].xml')) throw new FileRefused('notAWorkbook');
  let macros = false;
  let workbook = false;
  const look = (_: string, tag: string) => {
    const type = attribute(tag, 'ContentType') ?? '';
    if (/macroEnabled/i.test(type)) macros = true;
    if (/spreadsheetml\.(?:sheet|template)\.main/i.test(type)) workbook = true;
  };
  await readXml(pack, '[Content_Types].xml', BOUNDS.partBytes, listener({ open: look }));
  if (macros) throw new FileRefused('macros');
  if (!workbook) throw new FileRefused('notAWorkbook');
  await refuseDde(pack);
}

/** A link of the kind that starts another program. */
async function refuseDde(pack: Package): Promise<void> {
  const links = pack.names.filter((name) => /^xl\/externallinks\/[^/]+\.xml$/.test(name)).slice(0, 50);
  for (const link of links) {
    const open = (name: string) => {
      if (name === 'ddeLink' || name === 'oleLink') throw new FileRefused('dde');
    };
    await readXml(pack, link, BOUNDS.partBytes, listener({ open }));
  }
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relationsOf(pack: Package, part: string, folder: string): Promise<Relation[]> {
  const found: Relation[] = [];
  if (!pack.has(part)) return found;
  const open = (name: string, tag: string) => {
    if (name !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
    const target = attribute(tag, 'Target') ?? '';
    found.push({
      id: attribute(tag, 'Id') ?? '',
      type: (attribute(tag, 'Type') ?? '').replace(/^.*\//, ''),
      target: target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, '')
    });
  };
  await readXml(pack, part, BOUNDS.partBytes, listener({ open }));
  return found;
}

async function readWorkbook(pack: Package, part: string) {
  const sheets: { name: string; hidden: boolean; id: string }[] = [];
  let date1904 = false;
  const open = (name: string, tag: string) => {
    if (name === 'workbookPr') date1904 = /^(?:1|true)$/.test(attribute(tag, 'date1904') ?? '');
    if (name !== 'sheet') return;
    sheets.push({
      name: (attribute(tag, 'name') ?? '').slice(0, 100),
      hidden: (attribute(tag, 'state') ?? 'visible') !== 'visible',
      id: attribute(tag, 'id') ?? attribute(tag, 'r:id') ?? ''
    });
    if (sheets.length > BOUNDS.sheets) throw new FileRefused('tooManySheets', String(BOUNDS.sheets));
  };
  await readXml(pack, part, BOUNDS.partBytes, listener({ open }));
  return { sheets, date1904 };
}

/** Numbers of Excel's own formats that show dates or times (ECMA-376, 18.8.30). */
function isBuiltInDate(format: number): boolean {
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 58);
}

/** 1 where a format shows a date, 2 where it shows a percentage, else 0. */
function styleOf(format: string): number {
  const plain = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '');
  if (/[ymdhs]/i.test(plain) && !/general/i.test(plain)) return 1;
  return plain.includes('%') ? 2 : 0;
}

async function readStyles(pack: Package, part: string): Promise<Uint8Array> {
  const formats = new Map<number, number>();
  const styles: number[] = [];
  let inCells = false;
  const open = (name: string, tag: string) => {
    if (name === 'numFmt')
      formats.set(Number(attribute(tag, 'numFmtId')), styleOf(attribute(tag, 'formatCode') ?? ''));
    else if (name === 'cellXfs') inCells = true;
    else if (name === 'xf' && inCells && styles.length < 65_536) {
      const format = Number(attribute(tag, 'numFmtId') ?? 0);
      const known = format === 9 || format === 10 ? 2 : isBuiltInDate(format) ? 1 : 0;
      styles.push(formats.get(format) ?? known);
    }
  };
  const close = (name: string) => {
    if (name === 'cellXfs') inCells = false;
  };
  await readXml(pack, part, BOUNDS.partBytes * 2, listener({ open, close }));
  return Uint8Array.from(styles);
}

async function readStrings(pack: Package, part: string): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let phonetic = 0;
  const heard = listener({
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') heard.wantsText = phonetic === 0;
    },
    close(name) {
      if (name === 't') heard.wantsText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') {
        if (strings.length >= BOUNDS.strings) throw new FileRefused('tooManyStrings', String(BOUNDS.strings));
        strings.push(unescaped(text));
      }
    },
    text(piece) {
      text += piece;
      if (text.length > BOUNDS.cellText) throw new FileRefused('cellTooLong');
    }
  });
  await readXml(pack, part, BOUNDS.stringBytes, heard);
  return strings;
}
