import { randomBytes, randomUUID } from 'node:crypto';
import type * as api from '../../../api/chain.ts';
import { NOT_YOURS, refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import { mayAt, type Action, type Principal } from '../../../domain/access.ts';
import { dayAt } from '../../../domain/period.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import type { Context } from '../../context/context.ts';
import type { Verb } from '../../http/serve.ts';

/** How many endpoints and schedules a store may have. */
const MOST = 200;
/** How many of the newest messages are looked through for a list. */
const NEWEST = 500;

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
export const addSchedule: Verb<typeof api.addSchedule> = async ({ runtime, principal }, { body }) => {
  const { unit, days, hour, mails } = body;
  if (!mayIn(runtime, principal, 'remind', unit)) return NOT_YOURS;
  const { sent } = runtime.store;
  if ((await sent.schedules()).length >= MOST) return TOO_MANY;
  const id = randomUUID().slice(0, 8);
  const plan = { days: [...new Set(days)].sort((a, b) => a - b), hour, mails: [...new Set(mails)] };
  const detail = `${unit} ${plan.days.join(',')} ${plan.mails.length} e-mail`;
  await runtime.append(principal, [change(`setting:schedule:${id}`, 'created', detail)]);
  await sent.addSchedule({ id, unit, plan, createdAt: runtime.clock(), createdBy: principal.actor });
  runtime.outbound.note(true);
  return { id };
};

/** Keeps an endpoint; its secret is said this once. */
export const addEndpoint: Verb<typeof api.addEndpoint> = async ({ runtime, principal }, { body }) => {
  const { unit, url, events } = body;
  if (!mayIn(runtime, principal, 'manageSettings', unit)) return NOT_YOURS;
  if (!runtime.outbound.goesTo(url)) return BAD_ADDRESS;
  const { sent } = runtime.store;
  const others = await sent.endpoints();
  if (others.length >= MOST) return TOO_MANY;
  const id = randomUUID().slice(0, 8);
  const secret = randomBytes(32).toString('base64url');
  const since = await runtime.append(principal, [
    change(`setting:webhook:${id}`, 'created', `${unit} ${new URL(url).host} ${events.join(',')}`)
  ]);
  if (others.length === 0) await sent.setMark(since);
  const made = { createdAt: runtime.clock(), createdBy: principal.actor };
  await sent.addEndpoint({ id, unit, url, secret, events: [...new Set(events)], since, ...made });
  runtime.outbound.note(true);
  return { id, secret };
};

/** Ends a schedule. */
export const endSchedule: Verb<typeof api.endSchedule> = (context, { body: { id } }) =>
  end(context, 'schedule', id);

/** Ends an endpoint. */
export const endEndpoint: Verb<typeof api.endEndpoint> = (context, { body: { id } }) =>
  end(context, 'webhook', id);

async function end(
  { runtime, principal }: Context,
  what: 'schedule' | 'webhook',
  id: string
): Promise<Outcome<{ readonly done: true }>> {
  const { sent } = runtime.store;
  const known = what === 'schedule' ? await sent.schedules() : await sent.endpoints();
  const found = known.find((one) => one.id === id);
  if (!found) return UNKNOWN;
  const action = what === 'schedule' ? 'remind' : 'manageSettings';
  if (!mayIn(runtime, principal, action, found.unit)) return NOT_YOURS;
  await runtime.append(principal, [change(`setting:${what}:${id}`, 'revoked', found.unit)]);
  if (what === 'schedule') await sent.revokeSchedule(id, runtime.clock());
  else await sent.revokeEndpoint(id, runtime.clock());
  runtime.outbound.note(true);
  return { done: true };
}

function change(object: string, action: string, detail: string) {
  return { kind: 'change', object, action, detail } as const;
}

const TOO_MANY = refuse('wrong', 'tooMany', `Tối đa ${MOST} mục.`, `At most ${MOST}.`);
const BAD_ADDRESS = refuse(
  'wrong',
  'address',
  'Địa chỉ phải là http hoặc https, không kèm tên người dùng, và không trỏ vào máy này hay mạng nội bộ, trừ máy được nêu trong WEBHOOK_HOSTS.',
  'The address must be http or https, without a user, and not lead to this machine or its network, unless WEBHOOK_HOSTS names the host.',
  '/url'
);
