import type { Declaration } from '../../../api/declare.ts';
import { isRefusal, KEY_USED, refuse, orWrong, UNAVAILABLE, type Outcome } from '../../../api/outcome.ts';
import type * as api from '../../../api/targets.ts';
import type { SentTargets, TargetPreview } from '../../../api/targets.ts';
import type { EntryBody } from '../../../domain/entry.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { Once } from '../../context/current-runtime.ts';
import type { Asked, Became } from '../../http/serve.ts';
import { TargetFaults, wrongAt } from './faults.ts';
import { judgeTargets, maySetOwn, sumsOf, type Court, type JudgedTarget } from './judge.ts';
import { previewOf } from './preview.ts';
import { RecipientReader } from './recipient-reader.ts';
import { nameOf } from './recipients.ts';
import { unitFor, type TargetContext } from './room.ts';

type Sent<D extends Declaration> = Pick<Asked<D>, 'body'>;
type Saving<D extends Declaration> = Pick<Asked<D>, 'body' | 'once'>;
type Saved = Became<typeof api.giveTargets>;

/** Somebody else changed the structure since the preview: it must be looked at again. */
const MOVED = refuse(
  'conflict',
  'moved',
  'Mức giao hoặc đơn vị đã thay đổi từ lúc xem trước, hãy xem lại.',
  'Targets or units changed since the preview. Check it again.'
);

/** What saving would change; faults are part of the answer. */
export function previewTargets(
  context: TargetContext,
  { body }: Sent<typeof api.previewTargets>
): Outcome<TargetPreview> {
  const judged = judge(context, body);
  if (isRefusal(judged)) return judged;
  const { publisher, clock } = context.runtime;
  return previewOf(publisher, clock(), judged.unit, body, judged.targets, judged.faults.list);
}

/** Gives targets, all of a call in one entry or none. */
export async function giveTargets(
  context: TargetContext,
  { body, once }: Saving<typeof api.giveTargets>
): Promise<Saved> {
  const judged = judge(context, body);
  if (isRefusal(judged)) return judged;
  const { runtime, principal } = context;
  const { faults, unit, targets } = judged;
  const before = once && (await runtime.store.receipt(principal.actor, roomOf(once).key));
  if (before)
    return before.bodyHash === once.bodyHash ? { replayed: { position: Number(before.answer) } } : KEY_USED;
  if (body.seen !== undefined && runtime.publisher.fold.structure > body.seen) return MOVED;
  if (!body.overAccepted) {
    for (const { indicator, given, divided } of sumsOf(runtime.world, unit, body.from, targets))
      if (given !== null && divided > given)
        faults.add('/overAccepted', 'overDivided', `${indicator}: ${divided} > ${given}`);
  }
  const given = targets.map(({ target }) => target);
  return orWrong(faults.list) ?? append(context, given, once);
}

/** Says from which day on a target no longer holds. */
export async function endTarget(
  context: TargetContext,
  { body: sent, once }: Saving<typeof api.endTarget>
): Promise<Saved> {
  const unit = unitFor(context, 'giveTargets', sent.unit);
  if (isRefusal(unit)) return unit;
  const { world } = context.runtime;
  const reading = new RecipientReader(world, unit, sent.from).read(sent.recipient);
  if ('fault' in reading)
    return refuse('wrong', 'unknownRecipient', reading.fault.vi, reading.fault.en, '/recipient');
  const { ordinal } = reading.found;
  if (!world.tree.isWithin(ordinal, unit.ordinal))
    return wrongAt('/recipient', 'notBelow', nameOf(reading.found));
  // What was given to a unit is not its own to take back.
  if (ordinal === unit.ordinal && !maySetOwn(courtOf(context), unit))
    return wrongAt('/recipient', 'notToSelf', nameOf(reading.found));
  const indicator = world.indicator(sent.indicator);
  const target = [...world.targets.ofNode(ordinal)].find(
    (one) => one.indicator === indicator?.ordinal && one.target.validFrom === sent.from
  )?.target;
  if (!target) return wrongAt('/from', 'notGiven');
  if (sent.to <= sent.from) return wrongAt('/to', 'badDays');
  return append(context, [{ ...target, validTo: sent.to }], once);
}

/** What was sent, as it was judged. */
interface Judged {
  readonly unit: UnitNode;
  readonly targets: readonly JudgedTarget[];
  readonly faults: TargetFaults;
}

function judge(context: TargetContext, body: SentTargets): Outcome<Judged> {
  const unit = unitFor(context, 'giveTargets', body.unit);
  if (isRefusal(unit)) return unit;
  const faults = new TargetFaults();
  return { unit, targets: judgeTargets(courtOf(context), unit, body, faults), faults };
}

function courtOf({ runtime: { world, clock }, principal }: TargetContext): Court {
  return { world, principal, now: clock() };
}

/** The caller's key in a room of its own. */
function roomOf({ key, bodyHash }: Once): Once {
  return { key: `targets ${key}`, bodyHash };
}

async function append(
  { runtime, principal }: TargetContext,
  targets: Extract<EntryBody, { kind: 'targets' }>['targets'],
  once: Once | null
): Promise<Saved> {
  const bodies: EntryBody[] = [{ kind: 'targets', targets }];
  try {
    if (once === null) return { position: await runtime.append(principal, bodies) };
    const outcome = await runtime.appendOnce(principal, bodies, roomOf(once));
    if (outcome === 'conflict') return KEY_USED;
    const saved = { position: outcome.first };
    return outcome.replayed ? { replayed: saved } : saved;
  } catch (error) {
    runtime.log.error({ err: error, actor: principal.actor }, 'targets could not be stored');
    return UNAVAILABLE;
  }
}
