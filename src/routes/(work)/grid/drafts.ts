import type { KeptRow } from './grid-desk.svelte.ts';

/** What one account has typed for one unit and period and not yet sent, on this device. */
export interface Drafts {
  read(): Readonly<Record<string, KeptRow>>;
  write(rows: Readonly<Record<string, KeptRow>>): void;
}

/** Drafts in the browser's own storage; where that is closed, drafts last as long as the page. */
export function draftsOf(actor: string, unit: string, period: string): Drafts {
  const key = `mangluoi.grid ${actor} ${unit} ${period}`;
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
        return isKept(kept) ? kept : {};
      } catch {
        return {};
      }
    },
    write(rows) {
      try {
        if (Object.keys(rows).length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(rows));
      } catch {
        // A full or closed storage keeps nothing: the page still has what was typed.
      }
    }
  };
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
