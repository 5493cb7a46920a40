/** Sizes of a wall of 1920×1080, CSS pixels; other sizes scale: the legend's and the demo mark's text, and all other. */
const LEGEND_TEXT = 28;
const SMALLEST_TEXT = 36;

/** How large the wall is: in its styles `--u` is one pixel of a wall of 1920×1080 (upright 1080×1920), here as a number. */
export class Sizes {
  width = $state(1920);
  height = $state(1080);
  readonly isUpright: boolean = $derived(this.height > this.width);
  readonly unit: number = $derived(
    this.isUpright
      ? Math.min(this.width / 1080, this.height / 1920)
      : Math.min(this.width / 1920, this.height / 1080)
  );
  readonly legend: number = $derived(LEGEND_TEXT * this.unit);
  readonly text: number = $derived(SMALLEST_TEXT * this.unit);
}
