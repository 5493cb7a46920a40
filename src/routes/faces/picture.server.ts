import { error } from '@sveltejs/kit';
import type { Principal } from '$lib/domain/access.ts';
import { lastDay, type Period } from '$lib/domain/period.ts';
import type { Tree, UnitNode } from '$lib/domain/tree.ts';
import type { LevelName, UnitKey } from '$lib/domain/unit.ts';
import type { CurrentRuntime } from '$lib/server/context/current-runtime.ts';
import { firstPicture } from '$lib/server/core/snapshot/first-picture.ts';
import type { FirstPicture, PictureChoice } from '$lib/wire/first-picture.ts';
import type { Moved } from './notes.ts';

/** The indicator that a page opens on where it is filed. */
const USUAL_INDICATOR = 'KTS01';

/** What somebody may see of a choice, and whether signing in would show more of it. */
export interface Seen {
  /** Null where there is nothing to see: an empty store, or nothing for the public. */
  readonly picture: FirstPicture | null;
  readonly limited: boolean;
}

/**
 * The picture of a choice as far as somebody may see it. The public is shown what lies above where it asked too deep,
 * and told to sign in; whoever is signed in is told that it is not theirs. `usual` is the level of a country that names
 * none.
 */
export async function pictureFor(
  runtime: CurrentRuntime,
  principal: Principal,
  choice: PictureChoice,
  now: number,
  usual: LevelName = 'province'
): Promise<Seen> {
  const { tree } = runtime.world;
  await runtime.publisher.withheld.ready();
  const pictureOf = (wanted: PictureChoice) => pictureOfChoice(runtime, principal, wanted, now, usual);
  const first = pictureOf(choice);
  if (typeof first !== 'string') {
    const hidden = first?.hidden === true && principal.kind === 'public';
    return { picture: first, limited: hidden };
  }
  if (principal.kind !== 'public') error(403);
  let unit = choice.unit === null ? undefined : tree.unit(choice.unit);
  if (first === 'forbidden') unit = unit && unitAbove(tree, unit);
  for (; unit; unit = unitAbove(tree, unit)) {
    const picture = pictureOf({ ...choice, unit: unit.key, level: null });
    if (typeof picture !== 'string') return { picture, limited: true };
  }
  const top = first === 'deeper' ? pictureOf({ ...choice, unit: null, level: null }) : null;
  return { picture: typeof top === 'string' ? null : top, limited: true };
}

function unitAbove(tree: Tree, { parent }: UnitNode): UnitNode | undefined {
  const node = tree.nodes[parent];
  return node?.kind === 'unit' ? node : undefined;
}

/**
 * The picture of a choice; what of it makes no sense here is left to the server. Null for an empty store, a word where
 * somebody may not see the unit or the level that was asked for.
 */
function pictureOfChoice(
  { publisher, world, mayRead, fewIn }: CurrentRuntime,
  principal: Principal,
  choice: PictureChoice,
  now: number,
  usual: LevelName
): FirstPicture | 'forbidden' | 'deeper' | null {
  const isCountry = choice.unit === null || world.tree.unit(choice.unit)?.level === 0;
  let ask: PictureChoice = {
    ...choice,
    level: choice.level ?? (isCountry ? usual : null),
    indicator: choice.indicator ?? USUAL_INDICATOR
  };
  for (let tries = 0; tries < 5; tries++) {
    const picture = firstPicture(
      publisher,
      ask,
      now,
      (scope) => mayRead(principal, scope),
      (key) => fewIn(principal, key)
    );
    if (typeof picture !== 'string') {
      if (!picture.levels.includes(picture.level) && ask.level !== null) ask = { ...ask, level: null };
      else if (choice.indicator === null && ask.indicator !== null && !isFiled(picture))
        ask = { ...ask, indicator: null };
      else return picture;
    } else if (picture === 'empty') return null;
    else if (picture === 'unit') error(404, { message: String(choice.unit) });
    else if (picture === 'forbidden') return picture;
    else if (picture === 'deeper') {
      if (choice.level !== null) return picture;
      ask = { ...ask, level: null };
    } else ask = { ...ask, [picture]: null };
  }
  return null;
}

function isFiled(picture: FirstPicture): boolean {
  return picture.catalogue.indicators.some(({ ordinal, filed }) => filed && ordinal === picture.indicator);
}

/**
 * The unit to show in a period: the one asked for where it stands, else the one with its code that stands then, else
 * the nearest above that does.
 */
export function standing(
  { world }: CurrentRuntime,
  key: UnitKey | null,
  period: Period | null
): { unit: UnitKey | null; moved: Moved | null } {
  if (key === null) return { unit: null, moved: null };
  const { tree } = world;
  const node = tree.unit(key);
  if (!node) error(404, { message: key });
  if (period === null || tree.isAlive(node.ordinal, period)) return { unit: key, moved: null };
  const day = lastDay(period, world.profile);
  for (const above of tree.upward(node.ordinal)) {
    const then = above.kind === 'unit' ? tree.unitOn(above.unit.code, day) : undefined;
    if (then && tree.isAlive(then.ordinal, period)) {
      return { unit: then.key, moved: { from: node.unit.fullName, sameCode: isSamePlace(node, then) } };
    }
  }
  return { unit: null, moved: { from: node.unit.fullName, sameCode: false } };
}

function isSamePlace(a: UnitNode, b: UnitNode): boolean {
  return a.unit.code === b.unit.code;
}
