import type { AnswersAnswer, readAnswers } from '../../../api/wall.ts';
import { MAY_NOT_SEE, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import { mayAt } from '../../../domain/access.ts';
import { MATTER_KINDS } from '../../../domain/matter.ts';
import { dayAt } from '../../../domain/period.ts';
import { parseUnitKey } from '../../../domain/unit.ts';
import type { Context } from '../../context/context.ts';
import type { Asked } from '../../http/serve.ts';

/** Days back to which what was asked and answered is counted. */
const DAYS = 30;
const MS_OF_DAY = 86_400_000;

/** What was asked and answered at and below a unit: counts alone, no word of a difficulty and no person. */
export function answersFor(
  { runtime: { publisher, clock }, principal }: Context,
  { params }: Pick<Asked<typeof readAnswers>, 'params'>
): Outcome<AnswersAnswer> {
  const { steps, world } = publisher.fold;
  const { tree } = world;
  const now = clock();
  const key = parseUnitKey(params.unit);
  const unit = key ? tree.unit(`${key.code}@${key.validFrom}`) : undefined;
  if (!unit) return UNKNOWN;
  if (!mayAt(principal, 'read', tree, unit.ordinal, dayAt(now))) return MAY_NOT_SEE;
  const from = now - DAYS * MS_OF_DAY;
  const kinds = new Map(MATTER_KINDS.map((kind) => [kind, { kind, answered: 0, waiting: 0 }]));
  const sum = { asked: 0, answered: 0, waiting: 0, unowned: 0 };
  for (const matter of steps.matters.all) {
    const group = tree.group(matter.group);
    const ofKind = kinds.get(matter.kind);
    if (!group || !ofKind || !tree.isWithin(group.ordinal, unit.ordinal)) continue;
    if ((matter.steps[0]?.at ?? 0) >= from) sum.asked += 1;
    if (matter.state === 'open' || matter.state === 'taken') {
      sum.waiting += 1;
      ofKind.waiting += 1;
      if (matter.state === 'open') sum.unowned += 1;
      // One that was opened again waits: it is not counted twice.
      continue;
    }
    if (!matter.steps.some(({ at, body }) => body.step === 'answered' && at >= from)) continue;
    sum.answered += 1;
    ofKind.answered += 1;
  }
  return {
    unit: unit.key,
    now,
    days: DAYS,
    ...sum,
    kinds: [...kinds.values()]
      .filter(({ answered, waiting }) => answered + waiting > 0)
      .sort((a, b) => b.answered + b.waiting - a.answered - a.waiting)
  };
}
