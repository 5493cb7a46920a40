import { PALETTES } from '../map/colours.ts';
import type { Measure } from '../map/place-labels.ts';
import { wrapped, type Drawing, type Fill, type Mark, type MeasureText } from './drawing.ts';
import { mapDrawing, type MapPicture } from './map-drawing.ts';

/** One line of a legend. */
export interface LegendEntry {
  readonly fill: Fill;
  readonly text: string;
  /** Its limits: `80–<100%`. */
  readonly range: string;
  readonly count: string;
}

/** A map as it leaves the page: everything that is needed to read it without the page. */
export interface PosterFacts {
  /** The finding. */
  readonly title: string;
  /** Which indicator, where, when; then coverage and age. */
  readonly facts: readonly string[];
  readonly legendTitle: string;
  readonly legend: readonly LegendEntry[];
  /** Source, as of when, exported when. */
  readonly foot: readonly string[];
  readonly map: MapPicture;
}

/** A format of picture: its size and the size of its text, CSS pixels. */
export interface PosterFormat {
  readonly width: number;
  readonly height: number;
  readonly text: number;
}

/** The desk's picture, and one for a chat group on a phone. */
export const FORMATS = {
  desk: { width: 1200, height: 960, text: 14 },
  chat: { width: 1080, height: 1350, text: 26 }
} as const satisfies Record<string, PosterFormat>;

/** The picture: finding, facts, map, legend with counts, source. */
export function poster(
  { title, facts, legendTitle, legend, foot, map }: PosterFacts,
  { width, height, text }: PosterFormat,
  measure: { readonly text: MeasureText; readonly map: Measure }
): Drawing {
  const palette = PALETTES[map.theme];
  const edge = Math.round(text * 1.8);
  const room = width - 2 * edge;
  const marks: Mark[] = [{ kind: 'rect', x: 0, y: 0, width, height, fill: palette.surface }];
  let y = edge;
  const write = (lines: readonly string[], size: number, weight: 400 | 600, fill: string) => {
    for (const line of lines) {
      y += size * 1.32;
      marks.push({ kind: 'text', x: edge, y: y - size * 0.28, text: line, size, weight, fill });
    }
  };
  const big = text * 1.6;
  write(
    wrapped(title, { width: room, size: big, weight: 600, most: 3, measure: measure.text }),
    big,
    600,
    palette.text
  );
  y += text * 0.3;
  for (const fact of facts)
    write(
      wrapped(fact, { width: room, size: text, most: 2, measure: measure.text }),
      text,
      400,
      palette.quiet
    );

  const small = text * 0.82;
  const feet = foot.flatMap((line) =>
    wrapped(line, { width: room, size: small, most: 2, measure: measure.text })
  );
  const below = legendMarks(legendTitle, legend, { width: room, text, fill: palette, measure: measure.text });
  const top = y + text * 0.9;
  const footHeight = feet.length * small * 1.36;
  const mapHeight = Math.max(160, height - top - below.height - footHeight - edge - text * 1.5);
  const mapSize = { width: room, height: mapHeight };
  marks.push({
    ...{ kind: 'frame', x: edge, y: top, ...mapSize, border: palette.line },
    marks: mapDrawing(map, mapSize, Math.max(11, text * 0.82), measure.map)
  });
  y = top + mapHeight + text * 0.6;
  marks.push(...below.marks.map((mark) => moved(mark, edge, y)));
  y += below.height + text * 0.4;
  write(feet, small, 400, palette.quiet);
  return { width, height, title, marks };
}

/** The legend as lines of entries, as many in a line as fit. */
function legendMarks(
  title: string,
  entries: readonly LegendEntry[],
  of: {
    width: number;
    text: number;
    fill: { text: string; quiet: string; outline: string };
    measure: MeasureText;
  }
): { marks: Mark[]; height: number } {
  const { width, text, fill, measure } = of;
  const line = text * 1.75;
  const side = text * 1.05;
  const marks: Mark[] = [
    { kind: 'text', x: 0, y: text * 1.15, text: title, size: text * 0.88, weight: 400, fill: fill.quiet }
  ];
  let [x, y] = [0, text * 1.75];
  for (const { fill: colour, text: name, range, count } of entries) {
    const words = range === '' ? name : `${name} ${range}`;
    const named = measure(words, text, 400) * 1.03;
    const counted = measure(count, text, 600) * 1.05;
    const wide = side + text * 0.5 + named + text * 0.45 + counted;
    if (x > 0 && x + wide > width) [x, y] = [0, y + line];
    const base = y + line * 0.68;
    marks.push(
      {
        kind: 'rect',
        x,
        y: base - side * 0.86,
        width: side,
        height: side,
        radius: 3,
        fill: colour,
        stroke: fill.outline
      },
      { kind: 'text', x: x + side + text * 0.5, y: base, text: words, size: text, fill: fill.text },
      {
        kind: 'text',
        x: x + wide,
        y: base,
        text: count,
        size: text,
        weight: 600,
        fill: fill.text,
        anchor: 'end'
      }
    );
    x += wide + text * 1.6;
  }
  return { marks, height: y + line };
}

function moved(mark: Mark, dx: number, dy: number): Mark {
  return mark.kind === 'path' ? mark : { ...mark, x: mark.x + dx, y: mark.y + dy };
}
