import type { State } from '../domain/attainment.ts';

/** A dot of a plot: one unit. */
export interface Mark {
  /** Ordinal of the unit. */
  readonly key: number;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** What it is coloured by. */
  readonly state: State;
  /** The band under a small base. */
  readonly band?: State | null;
  /** Drawn as a ring: something else holds for it than what the plot shows. */
  readonly isHollow?: boolean;
  /** Left out by what was chosen elsewhere. */
  readonly isFaint: boolean;
}

/** Dots of one colour, as one path: thousands of them are a handful of elements. */
export interface MarkGroup {
  readonly id: string;
  /** The state whose colour it has. */
  readonly fill: State;
  readonly isSmall: boolean;
  readonly isHollow: boolean;
  readonly isFaint: boolean;
  readonly path: string;
  readonly count: number;
}

/** From so many dots on their edges are left out and they are seen through. */
const CROWD = 500;

/** Whether so many dots are drawn without edges. */
export const isCrowd = (count: number) => count > CROWD;

const round = (value: number) => Math.round(value * 10) / 10;

/** A circle as path data. */
function circlePath({ x, y, r }: Pick<Mark, 'x' | 'y' | 'r'>): string {
  const d = round(2 * r);
  return `M${round(x - r)},${round(y)}a${round(r)},${round(r)} 0 1 0 ${d},0a${round(r)},${round(r)} 0 1 0 ${-d},0Z`;
}

/** The dots by their colour, faint ones first so that they lie below. */
export function groupMarks(marks: readonly Mark[]): MarkGroup[] {
  const groups = new Map<
    string,
    { fill: State; isSmall: boolean; isHollow: boolean; isFaint: boolean; parts: string[] }
  >();
  for (const mark of marks) {
    const isSmall = mark.state === 'smallBase';
    const fill = isSmall ? (mark.band ?? 'smallBase') : mark.state;
    const isHollow = mark.isHollow ?? false;
    const id = `${mark.isFaint ? 'faint' : 'kept'}-${isSmall ? 'small-' : ''}${isHollow ? 'hollow-' : ''}${fill}`;
    const group = groups.get(id) ?? { fill, isSmall, isHollow, isFaint: mark.isFaint, parts: [] };
    if (group.parts.length === 0) groups.set(id, group);
    group.parts.push(circlePath(mark));
  }
  return [...groups]
    .map(([id, { parts, ...group }]) => ({ id, ...group, path: parts.join(''), count: parts.length }))
    .sort((a, b) => Number(b.isFaint) - Number(a.isFaint) || a.id.localeCompare(b.id));
}

/** The mark nearest to a point, within so many pixels of its edge; null where none is. */
export function nearestMark(marks: readonly Mark[], x: number, y: number, within = 16): Mark | null {
  let [best, least]: [Mark | null, number] = [null, within];
  for (const mark of marks) {
    const away = Math.hypot(mark.x - x, mark.y - y) - mark.r;
    if (away < least || (away === least && best?.isFaint)) [best, least] = [mark, away];
  }
  return best;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};

/** The mark that an arrow key leads to: the next in that direction, those straight ahead before those aside; null at the edge. */
export function markBeside(marks: readonly Mark[], from: Mark, key: string): Mark | null {
  const [dx, dy] = STEPS[key] ?? [0, 0];
  let [best, least]: [Mark | null, number] = [null, Infinity];
  for (const mark of marks) {
    if (mark.key === from.key) continue;
    const ahead = (mark.x - from.x) * dx + (mark.y - from.y) * dy;
    const aside = Math.abs((mark.x - from.x) * dy) + Math.abs((mark.y - from.y) * dx);
    if (ahead <= 0.05) continue;
    const cost = ahead + 3 * aside;
    if (cost < least) [best, least] = [mark, cost];
  }
  return best;
}
