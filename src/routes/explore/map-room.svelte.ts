import { takenOver } from '$lib/map/first-place.ts';
import type { Box } from '$lib/map/place-labels.ts';
import type { Padding } from '$lib/map/types.ts';

/** Air between what lies over the map and the units, and to the sides of the map; CSS pixels. */
const [AIR, SIDE] = [10, 20];
/** Where the sea begins in a picture of the country, and where its foot is free; parts of the width. */
export const SEA = 0.43;
export const SEA_FOOT = 0.31;

/** How the map is looked at. */
interface Looks {
  /** What lies over the map stands below it: it takes no room. */
  readonly isNarrow: boolean;
  /** The country, which leaves the sea free to its right: what is said stands there. */
  readonly isWhole: boolean;
  /** Room of a note at the top, pixels; 0 where there is none. */
  readonly note: number;
}

/** Sizes of what lies over the desk's map, as they are measured, and the room that it leaves. */
export class MapRoom {
  readonly #looks: () => Looks;
  width = $state(0);
  height = $state(0);
  headWidth = $state(0);
  headHeight = $state(0);
  keyWidth = $state(0);
  keyHeight = $state(0);
  strip = $state(0);

  constructor(looks: () => Looks) {
    this.#looks = looks;
  }

  readonly #start = $derived.by(() => (this.#looks().isWhole ? Math.round(this.width * SEA) : 0));
  readonly #top = $derived.by(() => (this.headHeight === 0 ? 0 : this.headHeight + AIR) + this.#looks().note);

  /** Where marks, buttons and the inset begin. */
  readonly padding: Padding = $derived.by(() =>
    this.#looks().isNarrow
      ? { top: this.#looks().note, right: 0, bottom: 0, left: 0 }
      : { top: this.#top, right: 0, bottom: this.strip, left: this.#start + SIDE / 2 }
  );

  /** What lies over the map; null where nothing does. */
  readonly taken: readonly Box[] | null = $derived.by(() => {
    const { isNarrow, isWhole, note } = this.#looks();
    if (isNarrow || this.width === 0) return null;
    const seaFoot = isWhole ? Math.round(this.width * SEA_FOOT) : 0;
    return takenOver({ ...this.#measured, sea: this.#start, seaFoot, note });
  });
  readonly #measured = $derived.by(() => ({
    width: this.width,
    height: this.height,
    headWidth: this.headWidth,
    headHeight: this.headHeight,
    keyWidth: this.keyWidth,
    keyHeight: this.keyHeight,
    strip: this.strip
  }));
}
