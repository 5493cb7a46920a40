import { goto, preloadData } from '$app/navigation';
import type { Board } from '$lib/board/board.svelte.ts';
import type { Place } from '$lib/board/nodes.ts';
import { writeSelection, type Selection } from '$lib/board/selection.ts';
import type { State } from '$lib/domain/attainment.ts';
import type { UnitKey } from '$lib/domain/unit.ts';
import { createContext } from 'svelte';

/** How the person moves: every choice becomes an address, and the address is what the board reads. */
export class Steering {
  readonly #board: Board;
  #ticket = 0;
  /** The unit under the pointer, on the map or in the table. */
  hovered = $state<number | null>(null);
  /** A view is on its way. */
  isLoading = $state(false);
  /** The view that could not be had: the one before it stays. */
  failed = $state<Partial<Selection> | null>(null);

  readonly #address: (query: string) => string;

  /** `address` makes the page's own address of a choice's query. */
  constructor(board: Board, address: (query: string) => string = (query) => `/explore${query}`) {
    this.#board = board;
    this.#address = address;
  }

  /** The address of the present choice with something else chosen. */
  href(change: Partial<Selection>): string {
    return this.#address(writeSelection({ ...this.#kept(change), ...change }));
  }

  /** What of the present choice still means something: a range or a tried-out target is about one indicator. */
  #kept({ indicator }: Partial<Selection>): Selection {
    const { selection, chosen } = this.#board;
    const isOther = indicator !== undefined && indicator !== chosen.indicator.code;
    return isOther ? { ...selection, range: null, goal: null } : selection;
  }

  /** Goes there; choices of looks alone (`replace`) leave no step in the history. */
  go(change: Partial<Selection>, replace = false): void {
    const options = { keepFocus: true, noScroll: true, replaceState: replace };
    const href = this.href(change);
    if (this.#isElsewhere(change)) void this.#enter(change, href, options);
    else void goto(href, options);
  }

  #isElsewhere({ unit, level }: Partial<Selection>): boolean {
    const { picture, unit: here } = this.#board;
    return (
      (unit !== undefined && unit !== here.key) ||
      (level !== undefined && (level ?? picture.levels[0]) !== picture.level)
    );
  }

  /** A new view comes from the server: the page is left only once it is here. */
  async #enter(change: Partial<Selection>, href: string, options: Parameters<typeof goto>[1]): Promise<void> {
    const ticket = (this.#ticket += 1);
    this.isLoading = true;
    this.failed = null;
    const result = await preloadData(href).catch(() => null);
    if (ticket !== this.#ticket) return;
    this.isLoading = false;
    // Where the answer did not come, the kit hands back the data that the page has already.
    const isNew =
      result?.type === 'loaded' && result.status === 200 && result.data['picture'] !== this.#board.picture;
    if (isNew) await goto(href, options);
    else this.failed = change;
  }

  /** What opening a place means: a unit with something below it is entered, anything else is marked. */
  opened(place: Place): Partial<Selection> {
    if (place.level === 'group') return { focus: place.key };
    // A unit's key is `code@validFrom`.
    return { unit: place.key as UnitKey, level: null, focus: null };
  }

  open(place: Place): void {
    this.hovered = null;
    this.go(this.opened(place), place.level === 'group');
  }

  openOrdinal(ordinal: number): void {
    const place = this.#board.nodes.place(ordinal);
    if (place) this.open(place);
  }

  /** One level up, the unit that was left being marked. */
  up(): void {
    const { path, picture, selection } = this.#board;
    if (selection.focus !== null) return this.go({ focus: null }, true);
    const [left, above] = [path.at(-1), path.at(-2)];
    if (left && above && path.length - 2 >= picture.closed) this.climb(path.length - 2);
  }

  /** Up to a step of the breadcrumb. */
  climb(index: number): void {
    this.go(this.climbed(index));
  }

  climbed(index: number): Partial<Selection> {
    const { path } = this.#board;
    const place = path[index];
    // The path holds units alone.
    return place ? { unit: place.key as UnitKey, level: null, focus: path[index + 1]?.key ?? null } : {};
  }

  toggleState(state: State): void {
    const { hidden } = this.#board.selection;
    const next = hidden.includes(state) ? hidden.filter((other) => other !== state) : [...hidden, state];
    this.go({ hidden: next }, true);
  }
}

export const [getSteering, provideSteering] = createContext<Steering>();
