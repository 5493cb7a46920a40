import type { Matter } from '../../domain/matter-book.ts';
import { awaitedBy, placeOf, type Patience } from '../../domain/matter-rules.ts';
import type { Steps } from '../../domain/steps.ts';
import type { UnitNode } from '../../domain/tree.ts';
import type { World } from '../../domain/world.ts';
import { foldMarks, foldTone } from '../../i18n/names.ts';

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
  readonly #words = new WeakMap<Matter, { readonly plain: string; readonly marked: string }>();

  constructor(world: World, steps: Steps, patience: Patience) {
    this.#world = world;
    this.#steps = steps;
    this.#patience = patience;
  }

  /** Null where the matter's group or place is not in the tree. */
  of(matter: Matter): MatterFact | null {
    const { chains } = this.#steps;
    // Holidays are added and never taken away.
    if (chains.holidays.length !== this.#holidays) {
      this.#holidays = chains.holidays.length;
      this.#facts = new WeakMap();
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
    let words = this.#words.get(matter);
    if (!words) {
      const text = `${matter.text} ${matter.proposal} ${this.#names(matter)}`;
      words = { plain: foldMarks(text), marked: foldTone(text) };
      this.#words.set(matter, words);
    }
    const marked = foldTone(query);
    return marked === plain ? words.plain.includes(plain) : words.marked.includes(marked);
  }

  #work(matter: Matter): MatterFact | null {
    const { tree } = this.#world;
    const group = tree.group(matter.group)?.ordinal;
    const place = placeOf(matter, tree);
    if (group === undefined || !place) return null;
    const due = awaitedBy(matter, this.#patience, (day) => this.#steps.chains.isHoliday(day));
    return { group, place, due: due ?? Infinity };
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
