/** Which rows of a long table are in the page. */
export interface RowWindow {
  readonly from: number;
  /** The first row that no longer is. */
  readonly to: number;
  /** Room above and below for the rows that are not, pixels. */
  readonly before: number;
  readonly after: number;
}

/** Rows beyond the edges of sight that are kept, so that a quick scroll finds them there. */
const SPARE = 12;

/** The rows in sight of a scroller at `top` of `height` pixels, each `row` pixels high; all of them up to `whole`. */
export function windowOf(of: {
  count: number;
  row: number;
  top: number;
  height: number;
  whole: number;
}): RowWindow {
  const { count, row, top, height, whole } = of;
  if (count <= whole) return { from: 0, to: count, before: 0, after: 0 };
  const first = Math.min(count, Math.max(0, Math.floor(top / row) - SPARE));
  const last = Math.min(count, Math.ceil((top + height) / row) + SPARE);
  return { from: first, to: last, before: first * row, after: (count - last) * row };
}
