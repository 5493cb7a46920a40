import { mayAt } from '../../../domain/access.ts';
import type { AlertRule } from '../../../domain/alert.ts';
import { dayAt } from '../../../domain/period.ts';
import { standsIn } from '../../../domain/standing-levels.ts';
import { LEVELS, type UnitKey } from '../../../domain/unit.ts';
import { askedRule } from '../../../api/alerts.ts';
import { NOT_YOURS, refuse, type Refusal } from '../../../api/outcome.ts';
import type { Context } from '../../context/context.ts';

/** Who asks about alerts, over which program. */
export type AlertContext = Pick<Context, 'runtime' | 'principal'>;

/** Whether somebody may set alerts in a unit's subtree: who reminds there, or arranges settings. */
export function mayIn({ runtime: { world, clock }, principal }: AlertContext, key: UnitKey): boolean {
  const node = world.tree.unit(key);
  const day = dayAt(clock());
  return node !== undefined && mayAt(principal, 'remind', world.tree, node.ordinal, day);
}

/** Why a rule cannot be kept by somebody; null where it can. */
export function refusalOf(context: AlertContext, rule: AlertRule): Refusal | null {
  const { world, clock } = context.runtime;
  const node = world.tree.unit(rule.unit);
  if (!node || !mayIn(context, rule.unit)) return NOT_YOURS;
  if (LEVELS.indexOf(rule.level) < node.level)
    return wrong(
      '/level',
      'level',
      'Cấp phải ở trong đơn vị đã chọn.',
      'The level must lie within the unit.'
    );
  if (!standsIn(world.tree, node.ordinal, rule.level, dayAt(clock())))
    return wrong('/level', 'noLevel', 'Đơn vị đã chọn không có cấp này.', 'The unit has no such level.');
  const { measure } = rule;
  if (!('indicator' in measure)) return measure.subject === 'filed' ? overWhole(rule) : null;
  const known = world.indicator(measure.indicator)?.indicator;
  if (!known)
    return wrong('/measure/indicator', 'unknownIndicator', 'Không có chỉ tiêu này.', 'No such indicator.');
  if (known.kind === 'count' && (measure.subject === 'rate' || measure.subject === 'change'))
    return wrong(
      '/measure/subject',
      'noRate',
      'Chỉ tiêu này là số đếm, không có tỷ lệ.',
      'This indicator is a count and has no rate.'
    );
  // Over what was assigned one may be; over all that there are nobody can.
  return known.kind === 'share' && measure.subject === 'rate' ? overWhole(rule) : null;
}

/** Refuses thresholds (thousandths) that no share can pass. */
function overWhole(rule: AlertRule): Refusal | null {
  const name = (['enter', 'leave'] as const).find((one) => rule[one] > 1_000);
  if (!name) return null;
  return wrong(
    `/${name}`,
    'overWhole',
    'Ngưỡng của tỷ lệ không thể quá 100%.',
    'The threshold of a share cannot be over 100%.'
  );
}

/** A rule as it was kept; null where what was kept can no longer be read. */
export function readRule(text: string): AlertRule | null {
  const read = askedRule.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}

function wrong(path: string, code: string, vi: string, en: string): Refusal {
  return refuse('wrong', code, vi, en, path);
}
