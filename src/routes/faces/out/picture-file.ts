import { pngOf, textMeasurer, loadType } from '$lib/out/paint.ts';
import { FORMATS, poster } from '$lib/out/poster.ts';
import { svgOf } from '$lib/out/svg.ts';
import { measurer } from '$lib/map/label-type.ts';
import type { Theme } from '$lib/map/types.ts';
import type { BoundaryShelf } from '../boundaries.ts';
import { sceneOf, type Scene } from '../scene.ts';
import { posterOf, type Leaving } from './poster-of.ts';

/** The pictures of a map that leave the page. */
export type PictureKind = 'png' | 'svg' | 'chat';

/** The map as a file: PNG at double density, SVG, or a PNG sized for a chat group. */
export async function pictureFile(
  kind: PictureKind,
  leaving: Leaving,
  shelf: BoundaryShelf,
  theme: Theme
): Promise<Blob> {
  const scene = await sceneFor(leaving, shelf);
  await loadType();
  const facts = posterOf(leaving, scene, theme);
  const measure = { text: textMeasurer(), map: measurer() };
  const drawing = poster(facts, kind === 'chat' ? FORMATS.chat : FORMATS.desk, measure);
  if (kind === 'svg') return new Blob([svgOf(drawing)], { type: 'image/svg+xml' });
  // The chat's picture has its size in dots; the desk's is twice as dense as a screen.
  return pngOf(drawing, kind === 'chat' ? 1 : 2);
}

/** The scene of a board's view, with the country around it. */
export async function sceneFor({ board }: Pick<Leaving, 'board'>, shelf: BoundaryShelf): Promise<Scene> {
  const { unit, period, path, picture, nodes } = board;
  const level = board.level === 'group' ? unit.level : board.level;
  const { signal } = new AbortController();
  const [view, context] = await Promise.all([shelf.fetch(unit.key, level, period, signal), shelf.context()]);
  const [top, last] = [path[0], picture.periods.at(-1)];
  const isPart = view.unit !== top?.key || view.to !== null;
  const country =
    isPart && top && last !== undefined
      ? await shelf.fetch(top.key, 'province', last, signal).catch(() => null)
      : null;
  return sceneOf(view, context, nodes, country);
}
