import type { Line } from '$lib/board/lines.ts';
import type { NodeBook, Place } from '$lib/board/nodes.ts';
import type { MapLabel } from '$lib/map/types.ts';
import { labelsOf } from '../faces/scene.ts';

/** Names of large cities as people shorten them where there is no room, by the code of their province. */
const SHORT: Readonly<Record<string, string>> = { '01': 'HN', '79': 'HCM', '31': 'HP' };
/** `Tổ dân phố 3`: words that repeat, and what tells one from another. */
const NUMBERED = /^(.+?)\s+(\d{1,3}\p{L}?)$/u;
/** From so many units on that are called alike, numbers alone are drawn. */
const MANY = 6;

/** Names of the map, and what a number alone stands for. */
export interface DeskLabels {
  readonly labels: readonly MapLabel[];
  /** `tổ dân phố`; null where names are written out. */
  readonly numbers: string | null;
}

/** The names of a map by importance: what is missing, then people; those of provinces stand in any case. */
export function deskLabels(lines: readonly Line[], nodes: NodeBook, root: Place): DeskLabels {
  const order = new Map(
    lines
      .toSorted(
        (a, b) => (b.reading.gap ?? -1) - (a.reading.gap ?? -1) || b.den - a.den || b.expected - a.expected
      )
      .map(({ place }, i) => [place.ordinal, i])
  );
  const word = commonWord(lines);
  const labels = labelsOf(lines, nodes, root).map((label): MapLabel => {
    const at = order.get(label.ordinal);
    const place = at === undefined ? null : nodes.place(label.ordinal);
    if (at === undefined || place === null) return label;
    const short = place.level === 'province' ? SHORT[place.code] : undefined;
    const number = word === null ? null : numberOf(place.name, word);
    return {
      ...label,
      text: number ?? label.text,
      rank: 1000 + at,
      leads: place.level === 'province',
      ...(short === undefined ? {} : { short })
    };
  });
  return { labels, numbers: word === null ? null : word.toLocaleLowerCase('vi') };
}

/** The words that most of the units share before a number; null where they are not many. */
function commonWord(lines: readonly Line[]): string | null {
  const counts = new Map<string, number>();
  for (const { place } of lines) {
    const word = NUMBERED.exec(place.name)?.[1];
    if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] >= MANY && most[1] * 2 >= lines.length ? most[0] : null;
}

function numberOf(name: string, word: string): string | null {
  const found = NUMBERED.exec(name);
  return found?.[1] === word ? (found[2] ?? null) : null;
}
