import type { NodeBook } from '$lib/board/nodes.ts';

/** A place with the unit above it that people know it by: "Tổ 12, Phường Hải Châu"; a unit by its own name. */
export function placeInWords(nodes: NodeBook, ordinal: number): string | null {
  const place = nodes.place(ordinal);
  if (!place) return null;
  if (place.level !== 'group' && place.level !== 'village') return place.fullName;
  const commune = nodes.above(place.parent, 'commune');
  return commune ? `${place.fullName}, ${commune.fullName}` : place.fullName;
}
