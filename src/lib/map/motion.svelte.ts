import type { Ordinal } from './types.ts';

/** What is moving over the map right now; each thing takes itself away when its animation ends. */
export class Motion {
  /** Units whose old colour still fades. */
  crossings = $state.raw<readonly { key: number; ordinal: Ordinal; code: number }[]>([]);
  pulses = $state.raw<readonly { key: number; ordinal: Ordinal }[]>([]);
  #next = 0;

  pulse(ordinal: Ordinal): void {
    const others = this.pulses.filter((pulse) => pulse.ordinal !== ordinal).slice(-MOST);
    this.pulses = [...others, { key: this.#next++, ordinal }];
  }

  /** Lets old colours fade; where much changed at once (another indicator) the picture changes at once. */
  cross(changes: readonly (readonly [ordinal: Ordinal, code: number])[]): void {
    if (changes.length === 0 || changes.length > MOST) return;
    const made = changes.map(([ordinal, code]) => ({ key: this.#next++, ordinal, code }));
    this.crossings = [...this.crossings, ...made].slice(-MOST);
  }

  endPulse(key: number): void {
    this.pulses = this.pulses.filter((pulse) => pulse.key !== key);
  }

  endCrossing(key: number): void {
    this.crossings = this.crossings.filter((crossing) => crossing.key !== key);
  }

  stop(): void {
    this.crossings = [];
    this.pulses = [];
  }
}

const MOST = 24;
