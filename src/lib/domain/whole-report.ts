import type { LogEntry } from './entry.ts';
import type { Position } from './position.ts';
import { TEXT_NAMES, type ReportTexts } from './report.ts';
import type { ReportBook } from './report-book.ts';

/** A report's entry of the log. */
export type ReportEntry = LogEntry & { readonly body: Extract<LogEntry['body'], { kind: 'report' }> };

/** The words and photos that a version says, its own and those taken over (RULES 9a). */
export interface WholeWords {
  readonly texts: ReportTexts;
  /** SHA-256 of photos, the oldest first. */
  readonly photos: readonly string[];
}

export function isReport(entry: LogEntry): entry is ReportEntry {
  return entry.body.kind === 'report';
}

/**
 * The words and photos of a version. `entries` are those of its group and period, in any order; what is not among them
 * is taken for saying nothing.
 */
export function wholeWords(
  book: Pick<ReportBook, 'basesOf'>,
  entries: Iterable<LogEntry>,
  position: Position
): WholeWords {
  const byPosition = new Map<Position, ReportEntry>();
  for (const entry of entries) if (isReport(entry)) byPosition.set(entry.position, entry);
  const texts = { tasks: '', difficulties: '', proposals: '', practices: '' };
  const taken = new Set<string>();
  const photos: string[] = [];
  for (const base of book.basesOf(position)) {
    const body = byPosition.get(base)?.body;
    if (!body) continue;
    for (const name of TEXT_NAMES) if (texts[name] === '' && !taken.has(name)) texts[name] = body.texts[name];
    for (const photo of [...(body.how?.photos ?? [])].reverse())
      if (!taken.has(photo) && !photos.includes(photo)) photos.push(photo);
    for (const name of body.how?.withdrawn ?? []) taken.add(name);
  }
  return { texts, photos: photos.reverse() };
}
