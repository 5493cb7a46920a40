import { namedOf, type Nameable } from '$lib/charts/named.ts';
import type { DeskView } from './desk-view.svelte.ts';

/** The names that a plot shows: of the chosen unit and of those that lie outermost or weigh most. */
export function namesOf(view: DeskView, units: readonly Nameable[]): { key: number; text: string }[] {
  return namedOf(units, view.marked).flatMap((key) => {
    const line = view.lineOf(key);
    return line ? [{ key, text: view.nameOf(line) }] : [];
  });
}
