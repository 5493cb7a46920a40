/** Smallest text of a wall of 1920×1080, CSS pixels; other sizes scale. */
const SMALLEST_TEXT = 28;

/** How large the wall is: in its styles `--u` is one pixel of a wall of 1920×1080 (upright 1080×1920), here as a number. */
export class Sizes {
  width = $state(1920);
  height = $state(1080);
  readonly unit: number = $derived(
    this.width >= this.height
      ? Math.min(this.width / 1920, this.height / 1080)
      : Math.min(this.width / 1080, this.height / 1920)
  );
  readonly text: number = $derived(SMALLEST_TEXT * this.unit);
}
