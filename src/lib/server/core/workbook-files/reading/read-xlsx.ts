import { BOUNDS } from '../limits.ts';
import type { ReadHead, SheetHead } from './cell.ts';
import type { RowSink } from './row-sink.ts';
import { SheetReader } from './sheet-reader.ts';
import { readParts } from './workbook-parts.ts';
import { XmlBytes } from './xml.ts';
import { openPackage } from './zip.ts';

/** Reads a workbook sheet by sheet as its XML streams out of the package; `progress` hears 0–1. @throws FileRefused */
export async function readXlsx(
  path: string,
  bytes: number,
  sink: RowSink,
  progress: (share: number) => void
): Promise<ReadHead> {
  const pack = await openPackage(path, bytes);
  try {
    const parts = await readParts(pack);
    const sheets: SheetHead[] = [];
    let unpacked = 0;
    for (const [index, { name, hidden, part }] of parts.sheets.entries()) {
      const reader = new SheetReader(index, parts, sink);
      const xml = new XmlBytes(reader);
      await pack.read(part, BOUNDS.unpackedBytes, (piece) => {
        unpacked += piece.length;
        xml.push(piece);
        progress(unpacked / pack.unpacked);
      });
      xml.end();
      sheets.push({ name, hidden, rows: reader.rows, merges: reader.merges });
    }
    const externalLinks = pack.names.some((name) => name.startsWith('xl/externallinks/'));
    return {
      kind: 'xlsx',
      sheets,
      rows: sink.rows,
      cells: sink.cells,
      date1904: parts.date1904,
      externalLinks
    };
  } finally {
    pack.close();
  }
}
