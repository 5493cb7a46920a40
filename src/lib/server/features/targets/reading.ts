import type { Answer, Declaration, Download } from '../../../api/declare.ts';
import { isRefusal, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type * as api from '../../../api/targets.ts';
import type { TargetSheet } from '../../../api/targets.ts';
import { dayAt } from '../../../domain/period.ts';
import type { Asked } from '../../http/serve.ts';
import { historyOf } from './history.ts';
import { unitFor, unitOf, type TargetContext } from './room.ts';
import { targetSheet } from './sheet.ts';
import { targetWorkbook } from './workbook.ts';

type Question<D extends Declaration> = Pick<Asked<D>, 'params' | 'query'>;

/** The grid of what a unit gives. */
export function readTargets(
  context: TargetContext,
  { params, query }: Question<typeof api.readTargets>
): Outcome<TargetSheet> {
  const unit = unitFor(context, 'readTexts', params.unit);
  if (isRefusal(unit)) return unit;
  const { runtime, principal } = context;
  const now = runtime.clock();
  const question = { unit, day: query.on ?? dayAt(now), indicators: query.indicator };
  return targetSheet(runtime.publisher, principal, now, question);
}

/** The same as an Excel table. */
export async function downloadTargets(
  context: TargetContext,
  asked: Question<typeof api.downloadTargets>
): Promise<Outcome<Download>> {
  const sheet = readTargets(context, asked);
  if (isRefusal(sheet)) return sheet;
  const [code = ''] = sheet.unit.key.split('@');
  return {
    bytes: new Uint8Array(await targetWorkbook(sheet)),
    name: `muc-giao-${code}-${sheet.day}.xlsx`
  };
}

/** Every target of one recipient at or below a unit. */
export function targetHistory(
  context: TargetContext,
  { params, query }: Question<typeof api.targetHistory>
): Outcome<Answer<typeof api.targetHistory>> {
  const unit = unitFor(context, 'readTexts', params.unit);
  if (isRefusal(unit)) return unit;
  const { world, clock } = context.runtime;
  const [, kind, name = ''] = /^(unit|group):(.+)$/.exec(query.recipient) ?? [];
  const node = kind === 'group' ? world.tree.groupCalled(name) : unitOf(world, name);
  if (!node || !world.tree.isWithin(node.ordinal, unit.ordinal)) return UNKNOWN;
  return { targets: historyOf(world, node.ordinal, dayAt(clock())) };
}
