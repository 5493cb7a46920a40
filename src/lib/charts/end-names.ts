/** A line's end that wants a name beside it. */
export interface LineEnd {
  readonly key: number;
  readonly text: string;
  /** Where the line ends. */
  readonly x: number;
  readonly y: number;
}

/** A name in its place at the right of the drawing. */
export interface EndName extends LineEnd {
  /** The middle of the name, as near to its line's end as the others leave room. */
  readonly at: number;
}

/**
 * Names one below another at the right of a drawing, in the order of their lines' ends, each as near to its own as
 * there is room; where there is none for all, the last in the list are left out.
 */
export function placeEnds(
  ends: readonly LineEnd[],
  room: { readonly top: number; readonly bottom: number },
  height: number
): EndName[] {
  const most = Math.max(0, Math.floor((room.bottom - room.top) / height));
  const sorted = ends.slice(0, most).toSorted((a, b) => a.y - b.y || a.key - b.key);
  const half = height / 2;
  const places: number[] = [];
  for (const { y } of sorted) {
    const above = places.at(-1);
    places.push(Math.max(room.top + half, y, above === undefined ? -Infinity : above + height));
  }
  let floor = room.bottom - half;
  for (let i = places.length - 1; i >= 0; i--) {
    places[i] = Math.min(places[i] ?? 0, floor);
    floor = (places[i] ?? 0) - height;
  }
  return sorted.map((end, i) => ({ ...end, at: Math.round((places[i] ?? 0) * 10) / 10 }));
}
