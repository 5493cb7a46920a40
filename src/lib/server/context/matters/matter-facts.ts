import type { Matter } from '../../../domain/matter.ts';
import { awaitedBy, placeOf, type Patience } from '../../../domain/matter-rules.ts';
import type { Steps } from '../../../domain/steps.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { World } from '../../../domain/world.ts';
import { foldMarks, foldTone } from '../../../i18n/names.ts';

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;

/** What follows for a matter from the tree and the calendar. */
export interface MatterFact {
  /** Ordinal of its group. */
  readonly group: number;
  readonly place: UnitNode;
  /** The last moment for its next step, milliseconds UTC; infinite where none is awaited. */
  readonly due: number;
}

/** Facts about matters, each worked out once: a matter is another object after each of its steps. */
export class MatterFacts {
  readonly #world: World;
  readonly #steps: Steps;
  readonly #patience: Patience;
  #facts = new WeakMap<Matter, MatterFact | null>();
  #holidays = 0;
  /** By state and day: thousands of matters share a few dozen of them. */
  #dues = new Map<string, number>();
  readonly #plain = new WeakMap<Matter, string>();
  readonly #marked = new WeakMap<Matter, string>();

  constructor(world: World, steps: Steps, patience: Patience) {
    this.#world = world;
    this.#steps = steps;
    this.#patience = patience;
  }

  /** Null where the matter's group or place is not in the tree. */
  of(matter: Matter): MatterFact | null {
    const { chains } = this.#steps;
    if (chains.revision !== this.#holidays) {
      this.#holidays = chains.revision;
      this.#facts = new WeakMap();
      this.#dues = new Map();
    }
    let fact = this.#facts.get(matter);
    if (fact === undefined) {
      fact = this.#work(matter);
      this.#facts.set(matter, fact);
    }
    return fact;
  }

  /** Whether a matter answers a search; typed without marks it finds every spelling. */
  matches(matter: Matter, query: string): boolean {
    const plain = foldMarks(query);
    if (plain === '') return true;
    const marked = foldTone(query);
    return marked === plain
      ? this.#folded(matter, this.#plain, foldMarks).includes(plain)
      : this.#folded(matter, this.#marked, foldTone).includes(marked);
  }

  #folded(matter: Matter, kept: WeakMap<Matter, string>, fold: (text: string) => string): string {
    let words = kept.get(matter);
    if (words === undefined) {
      words = fold(`${matter.text} ${matter.proposal} ${this.#names(matter)}`);
      kept.set(matter, words);
    }
    return words;
  }

  #due(matter: Matter): number {
    const key = `${matter.state} ${Math.floor((matter.since + VIETNAM_MS) / DAY_MS)}`;
    let due = this.#dues.get(key);
    if (due === undefined) {
      due = awaitedBy(matter, this.#patience, (day) => this.#steps.chains.isHoliday(day)) ?? Infinity;
      this.#dues.set(key, due);
    }
    return due;
  }

  #work(matter: Matter): MatterFact | null {
    const { tree } = this.#world;
    const group = tree.group(matter.group)?.ordinal;
    const place = placeOf(matter, tree);
    if (group === undefined || !place) return null;
    return { group, place, due: this.#due(matter) };
  }

  #names({ group }: Matter): string {
    const { tree } = this.#world;
    const node = tree.group(group);
    const above = node && tree.nodes[node.parent];
    return `${node?.group.name ?? group} ${above?.kind === 'unit' ? above.unit.fullName : ''}`;
  }
}

const known = new WeakMap<Steps, { readonly patience: Patience; readonly facts: MatterFacts }>();

/** The facts over the books of a fold, kept as long as those are. */
export function factsOf(world: World, steps: Steps, patience: Patience): MatterFacts {
  const kept = known.get(steps);
  if (kept?.patience.open === patience.open && kept.patience.taken === patience.taken) return kept.facts;
  const facts = new MatterFacts(world, steps, patience);
  known.set(steps, { patience, facts });
  return facts;
}
