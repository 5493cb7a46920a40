import type { At } from './matter.ts';

/** A quick note of a group. */
export interface Note {
  readonly group: string;
  readonly text: string;
}

/** How many notes of one group are kept at hand; the log keeps them all. */
const KEPT = 50;

/** The newest quick notes, by group. */
export class NoteBook {
  readonly #notes = new Map<string, At<Note>[]>();

  add(note: At<Note>): void {
    const notes = this.#notes.get(note.body.group) ?? [];
    notes.push(note);
    if (notes.length > KEPT) notes.shift();
    this.#notes.set(note.body.group, notes);
  }

  /** Newest first. */
  of(group: string): readonly At<Note>[] {
    return (this.#notes.get(group) ?? []).toReversed();
  }
}
