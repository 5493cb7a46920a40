// A process of its own, so that making a large workbook keeps nobody waiting. Arguments: the book as JSON, and where
// to write it. Tells its parent `true` and ends.
import { readFileSync } from 'node:fs';
import type { WrittenBook } from './book.ts';
import { writeXlsx } from './write-xlsx.ts';

const [, , from = '', to = ''] = process.argv;
process.on('disconnect', () => process.exit(0));
await writeXlsx(JSON.parse(readFileSync(from, 'utf8')) as WrittenBook, to);
process.send?.(true, undefined, undefined, () => process.exit(0));
