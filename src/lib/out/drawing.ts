/** A fill: a colour, or the pattern of chưa có số liệu (hatch) or of mẫu số nhỏ (dots) in its colours. */
export type Fill =
  | string
  | { readonly pattern: 'hatch'; readonly ground: string; readonly ink: string }
  | { readonly pattern: 'dots'; readonly ground: string; readonly ink: string };

/** One thing of a picture. Lengths are CSS pixels; what comes later lies over what came before. */
export type Mark =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Fill;
      readonly radius?: number;
      readonly stroke?: string;
      readonly opacity?: number;
    }
  | {
      readonly kind: 'path';
      /** SVG path data, in steps of `step` pixels. */
      readonly path: string;
      readonly step: number;
      readonly fill?: Fill;
      readonly stroke?: string;
      /** Width of the stroke. */
      readonly width?: number;
      readonly opacity?: number;
    }
  | {
      readonly kind: 'circle';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: string;
      readonly stroke?: string;
      readonly width?: number;
      readonly opacity?: number;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly fill: string;
      readonly weight?: 400 | 500 | 600 | 700;
      readonly anchor?: 'start' | 'middle' | 'end';
      /** Type of the map's names instead of the page's. */
      readonly onMap?: boolean;
      readonly halo?: string;
      readonly italic?: boolean;
    }
  /** A part of the picture with a frame of its own, cut off at its sides. */
  | {
      readonly kind: 'frame';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly marks: readonly Mark[];
      readonly border?: string;
    };

/** A picture: what is drawn by any of `svgOf`, `paint`. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Said to those who do not see it. */
  readonly title: string;
  readonly marks: readonly Mark[];
}

/** Types of the page and of the map's names. */
export const FONT = "'Be Vietnam Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
export const MAP_FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/** Width of a text in pixels. */
export type MeasureText = (text: string, size: number, weight: number) => number;

/** About as wide as the page's type is on the average, where none can be asked. */
export const guessText: MeasureText = (text, size, weight) =>
  text.length * size * (weight >= 600 ? 0.58 : 0.54);

/** A text in lines no wider than `width`, at most `most` of them; what does not fit ends in "…". */
export function wrapped(
  text: string,
  {
    width,
    size,
    weight = 400,
    most = 4,
    measure
  }: { width: number; size: number; weight?: number; most?: number; measure: MeasureText }
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const next = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(next, size, weight) > width) {
      lines.push(line);
      line = word;
    } else line = next;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`];
}
