import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { mayAt, type Action, type Principal } from '../../domain/access.ts';
import { dayAt } from '../../domain/period.ts';
import { parseUnitKey, type UnitKey } from '../../domain/unit.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { OUTBOUND_EVENTS } from './outbound-events.ts';
import { faultAt } from './asked.ts';

/** How many endpoints and schedules a store may have. */
const MOST = 200;
/** How many of the newest messages are looked through for a list. */
const NEWEST = 500;

const unit = z.string().refine((text) => parseUnitKey(text) !== null, 'a unit as code@YYYY-MM-DD');

/** A schedule of reminders as a page sends it. */
export const scheduleShape = z.strictObject({
  unit,
  days: z.array(z.int().min(-15).max(15)).min(1).max(10),
  hour: z.int().min(0).max(23),
  mails: z.array(z.email().max(200)).max(20)
});

/** An endpoint as a page sends it. */
export const endpointShape = z.strictObject({
  unit,
  url: z.string().max(500),
  events: z.array(z.enum(OUTBOUND_EVENTS)).min(1).max(OUTBOUND_EVENTS.length)
});

/** What is to be ended. */
export const endShape = z.strictObject({ id: z.string().min(1).max(100) });

/** A message as the page lists it: no body. */
export interface SentRow {
  readonly id: string;
  readonly channel: 'webhook' | 'mail';
  readonly target: string;
  readonly unit: string;
  readonly event: string;
  readonly state: 'waiting' | 'sent' | 'failed' | 'held';
  readonly attempts: number;
  readonly nextAt: number;
  readonly createdAt: number;
  readonly doneAt: number | null;
  readonly said: string;
}

/** Whether somebody may do something in a unit's subtree, now. */
function mayIn(
  { world, clock }: CurrentRuntime,
  principal: Principal,
  action: Action,
  key: UnitKey
): boolean {
  const node = world.tree.unit(key);
  return node !== undefined && mayAt(principal, action, world.tree, node.ordinal, dayAt(clock()));
}

/** What somebody sees of schedules, endpoints and messages: those of units in which they may remind. */
export async function outboxOf(runtime: CurrentRuntime, principal: Principal) {
  const { sent } = runtime.store;
  const { tree } = runtime.world;
  const may = (key: UnitKey) => mayIn(runtime, principal, 'remind', key) || maySet(key);
  const maySet = (key: UnitKey) => mayIn(runtime, principal, 'manageSettings', key);
  const nameOf = (key: UnitKey) => tree.unit(key)?.unit.fullName ?? key;
  const schedules = (await sent.schedules()).filter(({ unit: key }) => may(key));
  const endpoints = (await sent.endpoints()).filter(({ unit: key }) => maySet(key));
  const messages = (await sent.newest(NEWEST)).filter(({ unit: key }) => may(key)).slice(0, 100);
  return {
    schedules: schedules.map(({ id, unit: key, plan }) => ({ id, unit: nameOf(key), plan })),
    endpoints: endpoints.map(({ id, unit: key, url, events, dropped }) => ({
      ...{ id, unit: nameOf(key), url, dropped },
      events: [...events]
    })),
    messages: messages.map(({ unit: key, body: _body, endpoint: _endpoint, ...rest }): SentRow => ({
      ...rest,
      unit: nameOf(key)
    }))
  };
}

/** Keeps a schedule. */
export async function addSchedule(
  runtime: CurrentRuntime,
  principal: Principal,
  asks: z.infer<typeof scheduleShape>
): Promise<Response> {
  const key = keyOf(asks.unit);
  if (!mayIn(runtime, principal, 'remind', key)) return problemAnswer(403);
  const { sent } = runtime.store;
  if ((await sent.schedules()).length >= MOST) return tooMany();
  const id = randomUUID().slice(0, 8);
  const { days, hour, mails } = asks;
  const plan = { days: [...new Set(days)].sort((a, b) => a - b), hour, mails: [...new Set(mails)] };
  const detail = `${key} ${plan.days.join(',')} ${plan.mails.length} e-mail`;
  await runtime.append(principal, [change(`setting:schedule:${id}`, 'created', detail)]);
  await sent.addSchedule({ id, unit: key, plan, createdAt: runtime.clock(), createdBy: principal.actor });
  runtime.outbound.note(true);
  return Response.json({ id }, { status: 201 });
}

/** Keeps an endpoint; its secret is said this once. */
export async function addEndpoint(
  runtime: CurrentRuntime,
  principal: Principal,
  { unit: text, url, events }: z.infer<typeof endpointShape>
): Promise<Response> {
  const key = keyOf(text);
  if (!mayIn(runtime, principal, 'manageSettings', key)) return problemAnswer(403);
  if (!runtime.outbound.goesTo(url)) {
    const fault = faultAt(
      '/url',
      'address',
      'Địa chỉ phải là http hoặc https, không kèm tên người dùng, và không trỏ vào máy này hay mạng nội bộ, trừ máy được nêu trong WEBHOOK_HOSTS.',
      'The address must be http or https, without a user, and not lead to this machine or its network, unless WEBHOOK_HOSTS names the host.'
    );
    return problemAnswer(422, { faults: [fault] });
  }
  const { sent } = runtime.store;
  const others = await sent.endpoints();
  if (others.length >= MOST) return tooMany();
  const id = randomUUID().slice(0, 8);
  const secret = randomBytes(32).toString('base64url');
  const since = await runtime.append(principal, [
    change(`setting:webhook:${id}`, 'created', `${key} ${new URL(url).host} ${events.join(',')}`)
  ]);
  if (others.length === 0) await sent.setMark(since);
  const made = { createdAt: runtime.clock(), createdBy: principal.actor };
  await sent.addEndpoint({ id, unit: key, url, secret, events: [...new Set(events)], since, ...made });
  runtime.outbound.note(true);
  return Response.json({ id, secret }, { status: 201 });
}

/** Ends a schedule or an endpoint. */
export async function end(
  runtime: CurrentRuntime,
  principal: Principal,
  what: 'schedule' | 'webhook',
  id: string
): Promise<Response> {
  const { sent } = runtime.store;
  const known = what === 'schedule' ? await sent.schedules() : await sent.endpoints();
  const found = known.find((one) => one.id === id);
  if (!found) return problemAnswer(404);
  const action = what === 'schedule' ? 'remind' : 'manageSettings';
  if (!mayIn(runtime, principal, action, found.unit)) return problemAnswer(403);
  await runtime.append(principal, [change(`setting:${what}:${id}`, 'revoked', found.unit)]);
  if (what === 'schedule') await sent.revokeSchedule(id, runtime.clock());
  else await sent.revokeEndpoint(id, runtime.clock());
  runtime.outbound.note(true);
  return new Response(null, { status: 204 });
}

function change(object: string, action: string, detail: string) {
  return { kind: 'change', object, action, detail } as const;
}

function keyOf(text: string): UnitKey {
  const { code = '', validFrom = '' } = parseUnitKey(text) ?? {};
  return `${code}@${validFrom}`;
}

function tooMany(): Response {
  return problemAnswer(422, {
    faults: [faultAt('', 'tooMany', `Tối đa ${MOST} mục.`, `At most ${MOST}.`)]
  });
}
