import { forget, keep, kept } from '$lib/device/storage.ts';
import type { KeptRow } from './grid-desk.svelte.ts';

/** What one account has typed for one unit and period and not yet sent, on this device. */
export interface Drafts {
  read(): Readonly<Record<string, KeptRow>>;
  write(rows: Readonly<Record<string, KeptRow>>): void;
}

/** Drafts in the browser's own storage; where that is closed or full, drafts last as long as the page. */
export function draftsOf(actor: string, unit: string, period: string): Drafts {
  const key = `mangluoi.grid ${actor} ${unit} ${period}`;
  return {
    read() {
      try {
        const rows: unknown = JSON.parse(kept('local', key) ?? '{}');
        return isKept(rows)
          ? Object.fromEntries(Object.entries(rows).map(([group, row]) => [group, renamed(row)]))
          : {};
      } catch {
        return {};
      }
    },
    write(rows) {
      if (Object.keys(rows).length === 0) forget('local', key);
      else keep('local', key, JSON.stringify(rows));
    }
  };
}

/** Pages of before named a version by its position, 0 for none. */
function renamed(row: KeptRow): KeptRow {
  const said: unknown = row.version;
  if (typeof said === 'string') return row;
  return { ...row, version: typeof said === 'number' && said > 0 ? `r${said}` : null };
}

function isKept(kept: unknown): kept is Record<string, KeptRow> {
  if (typeof kept !== 'object' || kept === null) return false;
  return Object.values(kept).every(
    (row: unknown) =>
      typeof row === 'object' &&
      row !== null &&
      'version' in row &&
      'texts' in row &&
      typeof row.texts === 'object'
  );
}
