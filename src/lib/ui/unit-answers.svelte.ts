import type { UnitPick } from './unit-pick.ts';

/** How long a text stands before it is asked for, milliseconds. */
const WAIT_MS = 150;

/** Finds units by name; what is no longer wanted is aborted. */
export type UnitSearch = (text: string, signal: AbortSignal) => Promise<readonly UnitPick[]>;

/** The answers to what is typed into a picker: a later question makes an earlier answer void. */
export class UnitAnswers {
  picks = $state.raw<readonly UnitPick[]>([]);
  state = $state<'idle' | 'busy' | 'failed'>('idle');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | null = null;

  /** Asks when the text has stood for a moment; `arrived` is called once `picks` are its answer. */
  ask(search: UnitSearch, text: string, arrived: () => void): void {
    this.stop();
    this.state = 'busy';
    this.#timer = setTimeout(() => void this.#bring(search, text, arrived), text === '' ? 0 : WAIT_MS);
  }

  stop(): void {
    this.#asked?.abort();
    clearTimeout(this.#timer);
  }

  async #bring(search: UnitSearch, text: string, arrived: () => void): Promise<void> {
    const mine = (this.#asked = new AbortController());
    try {
      const picks = await search(text, mine.signal);
      if (mine.signal.aborted) return;
      this.picks = picks;
      this.state = 'idle';
      arrived();
    } catch {
      if (!mine.signal.aborted) this.state = 'failed';
    }
  }
}
