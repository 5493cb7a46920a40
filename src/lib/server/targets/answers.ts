import { createHash } from 'node:crypto';
import { mayAt, type Principal } from '../../domain/access.ts';
import type { EntryBody } from '../../domain/entry.ts';
import { dayAt, isDay } from '../../domain/period.ts';
import type { UnitNode } from '../../domain/tree.ts';
import { parseUnitKey } from '../../domain/unit.ts';
import type { World } from '../../domain/world.ts';
import type { TargetFault } from '../../wire/targets.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { parseJson, readBody } from '../ingest/body.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { TargetFaults } from './faults.ts';
import { historyOf } from './history.ts';
import { judgeTargets, maySetOwn, sumsOf, type Court, type JudgedTarget } from './judge.ts';
import { previewOf } from './preview.ts';
import { RecipientReader } from './recipient-reader.ts';
import { nameOf } from './recipients.ts';
import { readSent, sentEnd, sentTargets, TARGET_LIMITS, type SentTargets } from './schema.ts';
import { targetSheet } from './sheet.ts';

/** What of the running program giving targets needs. */
export type TargetRoom = Pick<
  CurrentRuntime,
  'store' | 'world' | 'publisher' | 'clock' | 'append' | 'appendOnce' | 'ready' | 'log'
>;

const NO_STORE = { 'cache-control': 'no-store' };

/** The unit that a path names, where somebody may do something at it; else why not. */
export function unitFor(
  { world, clock }: Pick<CurrentRuntime, 'world' | 'clock'>,
  principal: Principal,
  action: 'giveTargets' | 'readTexts',
  text: string
): UnitNode | Response {
  const unit = unitOf(world, text);
  if (!unit) return problemAnswer(404, { detail: 'unit' });
  return mayAt(principal, action, world.tree, unit.ordinal, dayAt(clock())) ? unit : problemAnswer(403);
}

/** `GET /api/v1/targets/{unit}?on=&indicator=…`: the grid of what a unit gives. */
export function sheetAnswer(
  runtime: TargetRoom,
  principal: Principal,
  unit: string,
  query: URLSearchParams
): Response {
  const found = unitFor(runtime, principal, 'readTexts', unit);
  if (found instanceof Response) return found;
  const day = query.get('on') ?? dayAt(runtime.clock());
  if (!isDay(day)) return problemAnswer(400, { detail: 'on: YYYY-MM-DD' });
  const indicators = query.getAll('indicator').slice(0, 100);
  const sheet = targetSheet(runtime.publisher, principal, runtime.clock(), { unit: found, day, indicators });
  return Response.json(sheet, { headers: NO_STORE });
}

/** `GET /api/v1/targets/{unit}/history?recipient=unit:KEY|group:CODE`: every target of one recipient. */
export function historyAnswer(
  runtime: TargetRoom,
  principal: Principal,
  unit: string,
  query: URLSearchParams
): Response {
  const found = unitFor(runtime, principal, 'readTexts', unit);
  if (found instanceof Response) return found;
  const { tree } = runtime.world;
  const [, kind, name = ''] = /^(unit|group):(.+)$/.exec(query.get('recipient') ?? '') ?? [];
  const node = kind === 'group' ? tree.groupCalled(name) : unitOf(runtime.world, name);
  if (!node || !tree.isWithin(node.ordinal, found.ordinal))
    return problemAnswer(404, { detail: 'recipient' });
  return Response.json(
    { targets: historyOf(runtime.world, node.ordinal, dayAt(runtime.clock())) },
    { headers: NO_STORE }
  );
}

/** `POST /api/v1/targets/preview`: what saving would change; faults are part of the answer. */
export async function previewAnswer(
  runtime: TargetRoom,
  principal: Principal,
  request: Request
): Promise<Response> {
  const sent = await takeIn(runtime, principal, request);
  if (sent instanceof Response) return sent;
  const { faults, unit, judged, body } = sent;
  const preview = previewOf(runtime.publisher, runtime.clock(), unit, body, judged, faults.list);
  return Response.json(preview, { headers: NO_STORE });
}

/** `POST /api/v1/targets`: gives targets, all of a call in one entry or none, once for an `Idempotency-Key`. */
export async function saveAnswer(
  runtime: TargetRoom,
  principal: Principal,
  request: Request
): Promise<Response> {
  if (!runtime.ready) return problemAnswer(503, { headers: { 'retry-after': '2' } });
  const key = keyOf(request);
  if (key instanceof Response) return key;
  const sent = await takeIn(runtime, principal, request);
  if (sent instanceof Response) return sent;
  const { faults, unit, judged, body, bodyHash } = sent;
  const before = key && (await runtime.store.receipt(principal.actor, key));
  if (before)
    return before.bodyHash === bodyHash ? saved(Number(before.answer), true) : problemAnswer('keyUsed');
  if (body.seen !== undefined && runtime.publisher.fold.structure > body.seen) return moved();
  if (!body.overAccepted) {
    for (const { indicator, given, divided } of sumsOf(runtime.world, unit, body.from, judged))
      if (given !== null && divided > given)
        faults.add('/overAccepted', 'overDivided', `${indicator}: ${divided} > ${given}`);
  }
  if (faults.list.length > 0) return refused(faults.list);
  return append(
    runtime,
    principal,
    judged.map(({ target }) => target),
    key,
    bodyHash
  );
}

/** `POST /api/v1/targets/end`: says from which day on a target no longer holds. */
export async function endAnswer(
  runtime: TargetRoom,
  principal: Principal,
  request: Request
): Promise<Response> {
  if (!runtime.ready) return problemAnswer(503, { headers: { 'retry-after': '2' } });
  const key = keyOf(request);
  if (key instanceof Response) return key;
  const read = await bodyOf(request);
  if (read instanceof Response) return read;
  const faults = new TargetFaults();
  const sent = readSent(sentEnd, read.json, faults);
  if (!sent) return refused(faults.list);
  const unit = unitFor(runtime, principal, 'giveTargets', sent.unit);
  if (unit instanceof Response) return unit;
  const { tree, targets } = runtime.world;
  const reading = new RecipientReader(runtime.world, unit, sent.from).read(sent.recipient);
  if ('fault' in reading) {
    faults.say('/recipient', 'unknownRecipient', reading.fault);
    return refused(faults.list);
  }
  const node = reading.found;
  if (!tree.isWithin(node.ordinal, unit.ordinal)) {
    faults.add('/recipient', 'notBelow', nameOf(node));
    return refused(faults.list);
  }
  const indicator = runtime.world.indicator(sent.indicator);
  // What was given to a unit is not its own to take back.
  if (node.ordinal === unit.ordinal && !maySetOwn(courtOf(runtime, principal), unit)) {
    faults.add('/recipient', 'notToSelf', nameOf(node));
    return refused(faults.list);
  }
  const target = [...targets.ofNode(node.ordinal)].find(
    (one) => one.indicator === indicator?.ordinal && one.target.validFrom === sent.from
  )?.target;
  if (!target) faults.add('/from', 'notGiven');
  else if (!isDay(sent.to) || sent.to <= sent.from) faults.add('/to', 'badDays');
  if (!target || faults.list.length > 0) return refused(faults.list);
  return append(runtime, principal, [{ ...target, validTo: sent.to }], key, read.hash);
}

/** The answer to what is wrong. */
export function refused(faults: readonly TargetFault[]): Response {
  const title = 'Chưa giao được, không có gì được lưu / Rejected, nothing was stored';
  const body = { type: 'urn:mangluoi:problem:rejected', title, status: 422, faults };
  return new Response(JSON.stringify(body), {
    status: 422,
    headers: { 'content-type': 'application/problem+json', ...NO_STORE }
  });
}

/** What was sent, read and judged; or the answer where that could not be. */
interface TakenIn {
  readonly body: SentTargets;
  readonly bodyHash: string;
  readonly unit: UnitNode;
  readonly judged: readonly JudgedTarget[];
  readonly faults: TargetFaults;
}

async function takeIn(
  runtime: TargetRoom,
  principal: Principal,
  request: Request
): Promise<TakenIn | Response> {
  const read = await bodyOf(request);
  if (read instanceof Response) return read;
  const faults = new TargetFaults();
  const body = readSent(sentTargets, read.json, faults);
  if (!body) return refused(faults.list);
  const unit = unitFor(runtime, principal, 'giveTargets', body.unit);
  if (unit instanceof Response) return unit;
  const judged = judgeTargets(courtOf(runtime, principal), unit, body, faults);
  return { body, bodyHash: read.hash, unit, judged, faults };
}

function courtOf({ world, clock }: TargetRoom, principal: Principal): Court {
  return { world, principal, now: clock() };
}

async function append(
  runtime: TargetRoom,
  principal: Principal,
  targets: Extract<EntryBody, { kind: 'targets' }>['targets'],
  key: string | null,
  bodyHash: string
): Promise<Response> {
  const bodies: EntryBody[] = [{ kind: 'targets', targets }];
  try {
    if (key === null) return saved(await runtime.append(principal, bodies), false);
    const outcome = await runtime.appendOnce(principal, bodies, { key, bodyHash });
    return outcome === 'conflict' ? problemAnswer('keyUsed') : saved(outcome.first, outcome.replayed);
  } catch (error) {
    runtime.log.error({ err: error, actor: principal.actor }, 'targets could not be stored');
    return problemAnswer(503, { headers: { 'retry-after': '5' } });
  }
}

function saved(position: number, replayed: boolean): Response {
  return Response.json({ position }, { status: replayed ? 200 : 201, headers: NO_STORE });
}

/** Somebody else changed the structure since the preview: it must be looked at again. */
function moved(): Response {
  const title =
    'Mức giao hoặc đơn vị đã thay đổi từ lúc xem trước, hãy xem lại / Changed since the preview, look again';
  const body = { type: 'urn:mangluoi:problem:moved', title, status: 409 };
  return new Response(JSON.stringify(body), {
    status: 409,
    headers: { 'content-type': 'application/problem+json', ...NO_STORE }
  });
}

async function bodyOf(request: Request): Promise<{ json: unknown; hash: string } | Response> {
  if (!/^application\/json *(;|$)/i.test(request.headers.get('content-type') ?? ''))
    return problemAnswer(415);
  const body = await readBody(request, TARGET_LIMITS.bodyBytes);
  if (body === 'tooLarge') return problemAnswer(413, { headers: { connection: 'close' } });
  const json = parseJson(body.bytes);
  if (json === undefined) return problemAnswer(400, { detail: 'JSON' });
  return { json, hash: createHash('sha256').update(body.bytes).digest('hex') };
}

/** The caller's key, in a room of its own; null where there is none. */
function keyOf(request: Request): string | null | Response {
  const key = request.headers.get('idempotency-key');
  if (key === null) return null;
  if (!/^[\x20-\x7e]{1,190}$/.test(key))
    return problemAnswer(400, { detail: 'Idempotency-Key: 1–190 ASCII' });
  return `targets ${key}`;
}

function unitOf(world: World, text: string): UnitNode | undefined {
  const key = parseUnitKey(text);
  return key ? world.tree.unit(`${key.code}@${key.validFrom}`) : undefined;
}
