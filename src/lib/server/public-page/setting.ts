import { z } from 'zod';
import { mayAt, type Principal } from '../../domain/access.ts';
import { dayAt } from '../../domain/period.ts';
import { standsIn } from '../../domain/standing-levels.ts';
import type { UnitNode } from '../../domain/tree.ts';
import { LEVELS, parseUnitKey, type UnitKey } from '../../domain/unit.ts';
import { faultAt } from '../chain/asked.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { orWhenUnavailable } from '../store/outage.ts';

/** Levels to which the public page may go down. */
export const PUBLIC_LEVELS = ['province', 'district', 'commune'] as const;

const DEPTH_WORDS = { province: 'cấp tỉnh', district: 'cấp huyện', commune: 'cấp xã' } as const;

const words = z.strictObject({ vi: z.string().trim().max(2_000), en: z.string().trim().max(2_000) });

/** What the programme office chose to show, as it is sent and kept. */
export const publicPageShape = z.strictObject({
  open: z.boolean(),
  unit: z
    .string()
    .max(64)
    .transform((text, ctx): UnitKey => {
      const key = parseUnitKey(text);
      if (key) return `${key.code}@${key.validFrom}`;
      ctx.addIssue({ code: 'custom', message: 'not a unit' });
      return z.NEVER;
    }),
  depth: z.enum(PUBLIC_LEVELS),
  /** Codes of indicators, the first is shown first. */
  indicators: z.array(z.string().min(1).max(64)).min(1).max(12),
  intro: words,
  /** Ids of good practices that may be shown; only those that are shared with all are. */
  practices: z.array(z.string().min(1).max(100)).max(30)
});
export type PublicPage = z.infer<typeof publicPageShape>;

/** What was last read of each store: it is shown on while the store does not answer. */
const lastRead = new WeakMap<CurrentRuntime['store'], string | null>();

/** What was chosen last; null where nobody has, or what was kept can no longer be read. */
export async function readPublicPage({ store }: Pick<CurrentRuntime, 'store'>): Promise<PublicPage | null> {
  const known = lastRead.get(store);
  const asked = store.publicPage.read();
  const text = known === undefined ? await asked : await orWhenUnavailable(asked, known);
  lastRead.set(store, text);
  const read = text === null ? null : publicPageShape.safeParse(JSON.parse(text));
  return read?.success ? read.data : null;
}

/** Keeps what is shown: by whoever arranges settings where it was and where it is to be. */
export async function keepPublicPage(
  runtime: CurrentRuntime,
  principal: Principal,
  page: PublicPage
): Promise<Response> {
  const { world, store, clock } = runtime;
  const before = await readPublicPage(runtime);
  const may = (key: UnitKey) => {
    const node = world.tree.unit(key);
    return node !== undefined && mayAt(principal, 'manageSettings', world.tree, node.ordinal, dayAt(clock()));
  };
  if (!may(page.unit) || (before?.open && !may(before.unit))) return problemAnswer(403);
  const node = world.tree.unit(page.unit);
  if (!node || LEVELS.indexOf(page.depth) <= node.level)
    return refused(
      '/depth',
      'level',
      'Cấp hiện ra phải ở trong đơn vị.',
      'The level must lie within the unit.'
    );
  if (!standsIn(world.tree, node.ordinal, page.depth, dayAt(clock())))
    return refused('/depth', 'noLevel', 'Đơn vị không có cấp này.', 'The unit has no such level.');
  const unknown = page.indicators.filter((code) => !world.indicator(code));
  if (unknown.length > 0)
    return refused(
      '/indicators',
      'unknownIndicator',
      `Không có chỉ tiêu ${unknown.join(', ')}.`,
      `No indicator ${unknown.join(', ')}.`
    );
  const elsewhere = page.practices.filter((id) => !isOfUnit(runtime, node, id));
  if (elsewhere.length > 0)
    return refused(
      '/practices',
      'elsewhere',
      `${elsewhere.length} cách làm không thuộc đơn vị của trang, hoặc không còn được chia sẻ.`,
      `${elsewhere.length} practices are not of the page’s unit, or no longer shared.`
    );
  const detail = `${page.open ? 'bật' : 'tắt'}, ${page.unit}, đến ${DEPTH_WORDS[page.depth]}, ${page.indicators.join(', ')}, ${page.practices.length} cách làm`;
  await runtime.append(principal, [
    {
      kind: 'change',
      object: 'setting:public-page',
      action: before ? 'changed' : 'created',
      detail: detail.slice(0, 500)
    }
  ]);
  await store.publicPage.keep(JSON.stringify(page), principal.actor, clock());
  return new Response(null, { status: 204 });
}

/** Whether a practice is shared with all and was told by a group of a unit. */
export function isOfUnit(
  { world, publisher }: Pick<CurrentRuntime, 'world' | 'publisher'>,
  unit: UnitNode,
  id: string
): boolean {
  const practice = publisher.fold.steps.practices.of(id);
  const group = practice?.shared ? world.tree.group(practice.group) : undefined;
  return group !== undefined && world.tree.isWithin(group.ordinal, unit.ordinal);
}

function refused(path: string, code: string, vi: string, en: string): Response {
  return problemAnswer(422, { faults: [faultAt(path, code, vi, en)] });
}
