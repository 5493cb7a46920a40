import { mayAt } from '../../../domain/access.ts';
import { dayAt } from '../../../domain/period.ts';
import { standsIn } from '../../../domain/standing-levels.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { LEVELS, type UnitKey } from '../../../domain/unit.ts';
import type { Answer } from '../../../api/declare.ts';
import { NOT_YOURS, refuse, type Outcome } from '../../../api/outcome.ts';
import { publicPage, type keepPublicPage, type PublicPage } from '../../../api/public-page.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import type { Context } from '../../context/context.ts';
import type { Asked } from '../../http/serve.ts';
import { orWhenUnavailable } from '../../core/store/outage.ts';

const DEPTH_WORDS = { province: 'cấp tỉnh', district: 'cấp huyện', commune: 'cấp xã' } as const;

/** What was last read of each store: it is shown on while the store does not answer. */
const lastRead = new WeakMap<CurrentRuntime['store'], string | null>();

/** What was chosen last; null where nobody has, or what was kept can no longer be read. */
export async function readPublicPage({ store }: Pick<CurrentRuntime, 'store'>): Promise<PublicPage | null> {
  const known = lastRead.get(store);
  const asked = store.publicPage.read();
  const text = known === undefined ? await asked : await orWhenUnavailable(asked, known);
  lastRead.set(store, text);
  const read = text === null ? null : publicPage.safeParse(JSON.parse(text));
  return read?.success ? read.data : null;
}

/** Keeps what is shown: by whoever arranges settings where it was and where it is to be. */
export async function showPublicly(
  { runtime, principal }: Pick<Context, 'runtime' | 'principal'>,
  { body: page }: Pick<Asked<typeof keepPublicPage>, 'body'>
): Promise<Outcome<Answer<typeof keepPublicPage>>> {
  const { world, store, clock } = runtime;
  const before = await readPublicPage(runtime);
  const may = (key: UnitKey) => {
    const node = world.tree.unit(key);
    return node !== undefined && mayAt(principal, 'manageSettings', world.tree, node.ordinal, dayAt(clock()));
  };
  if (!may(page.unit) || (before?.open && !may(before.unit))) return NOT_YOURS;
  const node = world.tree.unit(page.unit);
  if (!node || LEVELS.indexOf(page.depth) <= node.level)
    return refuse(
      'wrong',
      'level',
      'Cấp hiển thị phải thuộc đơn vị đã chọn.',
      'The level must be below the unit.',
      '/depth'
    );
  if (!standsIn(world.tree, node.ordinal, page.depth, dayAt(clock())))
    return refuse('wrong', 'noLevel', 'Đơn vị không có cấp này.', 'The unit has no such level.', '/depth');
  const unknown = page.indicators.filter((code) => !world.indicator(code));
  if (unknown.length > 0)
    return refuse(
      'wrong',
      'unknownIndicator',
      `Không có chỉ tiêu ${unknown.join(', ')}.`,
      `No indicator ${unknown.join(', ')}.`,
      '/indicators'
    );
  const elsewhere = page.practices.filter((id) => !isOfUnit(runtime, node, id));
  if (elsewhere.length > 0)
    return refuse(
      'wrong',
      'elsewhere',
      `${elsewhere.length} cách làm không thuộc đơn vị của trang, hoặc không còn được chia sẻ.`,
      `${elsewhere.length} practices are outside the page’s unit, or no longer shared.`,
      '/practices'
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
  return { done: true };
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
