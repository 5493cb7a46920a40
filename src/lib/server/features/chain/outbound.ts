import type { Tree } from '../../../domain/tree.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import type { Endpoint, Outgoing, OutgoingDraft, SentTable } from '../../core/store/sent-table.ts';
import type { Store } from '../../core/store/store.ts';
import { dueReminders, type DueReminder } from './due-reminders.ts';
import type { SendMail } from './mailer.ts';
import type { AlertNews, OutboundEvent } from '../../../domain/outbound-event.ts';
import { tellingsOf, type Telling } from './outbound-events.ts';
import { reminder } from './reminder.ts';
import { isEndpointUrl, postSigned, type Attempt } from './webhook.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long after each failed attempt the next one is made; after the last a message is given up. */
export const BACKOFF = [MINUTE / 2, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 8 * HOUR, 24 * HOUR] as const;
/** How many messages may wait for one endpoint. */
const QUEUE = 20_000;
const READ = 1_000;
const AT_ONCE = 50;
/** How often the hours of reminders and of further attempts are looked at. */
const TICK_MS = 30_000;
/** How long what was sent is remembered. */
const KEPT = 180 * 24 * HOUR;

/** What the outbound side stands on. */
export interface OutboundParts {
  readonly store: Pick<Store, 'sent' | 'readPacked'>;
  readonly fold: Fold;
  /** The store's id, so that a receiver of several stores tells them apart. */
  readonly storeId: string;
  /** In a demo nothing is sent: what would have been is written down. */
  readonly demo: boolean;
  readonly clock: () => number;
  /** Null where no mail server is set. */
  readonly mail: SendMail | null;
  readonly post?: typeof postSigned;
  /** Hosts that webhooks may go to, and to no others; any outside where none is named (WEBHOOK_HOSTS). */
  readonly hosts?: readonly string[];
  readonly failed: (error: unknown) => void;
}

/** Tells those outside what happened and reminds those who owe: each message is written down before it is sent. */
export class Outbound {
  readonly #parts: OutboundParts;
  readonly #sent: SentTable;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  #endpoints: readonly Endpoint[] | null = null;
  /** When hours were last looked at, by the machine's own time. */
  #looked = -Infinity;

  constructor(parts: OutboundParts) {
    this.#parts = parts;
    this.#sent = parts.store.sent;
  }

  /** Whether a mail server is set. */
  get mails(): boolean {
    return this.#parts.mail !== null;
  }

  /** Whether webhooks may be sent to an address, as far as it can be told before it is looked up. */
  goesTo(url: string): boolean {
    return isEndpointUrl(url, this.#parts.hosts);
  }

  /** From now on hours are watched. */
  start(): void {
    this.#timer = setInterval(() => this.note(), TICK_MS);
    this.#timer.unref();
    this.note();
  }

  /** The log has grown, an hour may have come, or endpoints or schedules have changed (`changed`). */
  note(changed = false): void {
    if (changed) {
      this.#endpoints = null;
      this.#looked = -Infinity;
    }
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#rounds().finally(() => {
      this.#running = null;
      // Noted after the last look and before this.
      if (this.#again) this.note();
    });
  }

  /**
   * Writes down what an alert has to say, once for its id, and sends it: to the endpoints that hear of it (`hooks`) and
   * by mail.
   */
  async tellAlert(news: AlertNews): Promise<void> {
    const { fold, demo, mail, clock } = this.#parts;
    this.#endpoints ??= await this.#sent.endpoints();
    const head = { id: news.id, event: news.event, unit: news.unit };
    const hooks = (news.hooks ? this.#endpoints : [])
      .filter(({ events }) => events.includes(news.event))
      .filter(({ unit }) => isBelow(fold.world.tree, news.unit, unit))
      .map((endpoint) => this.#toEndpoint(endpoint, head, news.content));
    const mails = news.mails.map((to): OutgoingDraft => ({
      id: `${news.id}:${to}`,
      channel: 'mail',
      endpoint: null,
      target: to,
      unit: news.unit,
      event: news.event,
      body: JSON.stringify({ subject: news.subject, text: news.text }),
      state: demo || !mail ? 'held' : 'waiting',
      at: clock(),
      said: demo ? 'demo' : mail ? '' : 'SMTP_URL'
    }));
    if (hooks.length + mails.length === 0) return;
    await this.#sent.put([...hooks, ...mails], QUEUE);
    this.#looked = -Infinity;
    this.note();
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.settled();
  }

  async #rounds(): Promise<void> {
    do {
      this.#again = false;
      try {
        const hours = performance.now() - this.#looked >= TICK_MS / 2;
        await this.#gather();
        if (hours) await this.#remind();
        if (hours || this.#endpoints?.length) await this.#send();
        if (hours) this.#looked = performance.now();
      } catch (error) {
        this.#parts.failed(error);
      }
    } while (this.#again && !this.#stopped);
  }

  /** Writes down what the log has said since and whom it concerns. */
  async #gather(): Promise<void> {
    const { fold, store } = this.#parts;
    const endpoints = (this.#endpoints ??= await this.#sent.endpoints());
    if (endpoints.length === 0) return;
    let from = (await this.#sent.mark()) ?? Math.min(...endpoints.map(({ since }) => since));
    while (from < fold.position && !this.#stopped) {
      const entries = await store.readPacked(from, Math.min(READ, fold.position - from));
      const told = entries.flatMap((entry) => tellingsOf(fold, entry));
      const drafts = told.flatMap((telling) => this.#draftsOf(telling, endpoints));
      if (drafts.length > 0) await this.#sent.put(drafts, QUEUE);
      from = entries.at(-1)?.position ?? fold.position;
      await this.#sent.setMark(from);
    }
  }

  #draftsOf(telling: Telling, endpoints: readonly Endpoint[]): OutgoingDraft[] {
    const { tree } = this.#parts.fold.world;
    return endpoints
      .filter(({ events, since }) => telling.position > since && events.includes(telling.event))
      .filter(({ unit }) => isBelow(tree, telling.unit, unit))
      .map((endpoint) => {
        const { id, event, ...rest } = telling;
        // After a store was put back another entry stands at the position: another message, with an id of its own.
        const link = this.#parts.fold.links.at(telling.position) ?? '';
        return this.#toEndpoint(endpoint, { id: `${id}-${link}`, event, unit: telling.unit }, rest);
      });
  }

  /** Writes down the reminders whose hour has come. */
  async #remind(): Promise<void> {
    const now = this.#parts.clock();
    const schedules = await this.#sent.schedules();
    const due = schedules.length === 0 ? [] : dueReminders(this.#parts.fold, schedules, now);
    const drafts = due.flatMap((one) => this.#remindersOf(one, now));
    if (drafts.length > 0) await this.#sent.put(drafts, QUEUE);
    await this.#sent.forget(now - KEPT);
  }

  #remindersOf(due: DueReminder, now: number): OutgoingDraft[] {
    const { fold, demo, mail } = this.#parts;
    const { tree } = fold.world;
    const { id, unit, sheet, schedule } = due;
    const { text, card } = reminder({ tree, sheet, unit, group: null, due: due.due, now, demo });
    const head = { id, event: 'reminder.due' as const, unit: unit.key };
    const { deadline } = due.due;
    const content = {
      at: now,
      unit: unit.key,
      period: due.period,
      day: due.day,
      due: deadline && {
        at: deadline.at,
        lastDay: deadline.lastDay,
        illustrative: due.due.chain.illustrative
      },
      owing: due.owing,
      owingCount: due.owingCount,
      text
    };
    const hooks = (this.#endpoints ?? [])
      .filter(({ events }) => events.includes(head.event))
      .filter((endpoint) => isBelow(tree, unit.key, endpoint.unit))
      .map((endpoint) => this.#toEndpoint(endpoint, head, content));
    const mails = schedule.plan.mails.map((to): OutgoingDraft => ({
      id: `${id}:${to}`,
      channel: 'mail',
      endpoint: null,
      target: to,
      unit: unit.key,
      event: head.event,
      body: JSON.stringify({ subject: `${card.title} – ${card.place}`, text }),
      state: demo || !mail ? 'held' : 'waiting',
      at: now,
      said: demo ? 'demo' : mail ? '' : 'SMTP_URL'
    }));
    return [...hooks, ...mails];
  }

  #toEndpoint(
    endpoint: Endpoint,
    head: { readonly id: string; readonly event: OutboundEvent; readonly unit: UnitKey },
    content: object
  ): OutgoingDraft {
    const { demo, storeId, clock } = this.#parts;
    const id = `${head.id}:${endpoint.id}`;
    return {
      id,
      channel: 'webhook',
      endpoint: endpoint.id,
      target: endpoint.url,
      unit: head.unit,
      event: head.event,
      body: JSON.stringify({ id, event: head.event, store: storeId, ...content }),
      state: demo ? 'held' : 'waiting',
      at: clock(),
      said: demo ? 'demo' : ''
    };
  }

  /** Sends what waits, each endpoint's messages one after another, the endpoints side by side. */
  async #send(): Promise<void> {
    if (this.#parts.demo) return;
    const due = await this.#sent.due(this.#parts.clock(), AT_ONCE);
    const lanes = Map.groupBy(due, ({ endpoint, target }) => endpoint ?? target);
    await Promise.all([...lanes.values()].map((lane) => this.#sendLane(lane)));
    if (due.length === AT_ONCE) this.#again = true;
  }

  async #sendLane(lane: readonly Outgoing[]): Promise<void> {
    for (const message of lane) {
      if (this.#stopped || !(await this.#sent.claim(message, this.#parts.clock() + MINUTE))) continue;
      const { ok, said } = await this.#attempt(message);
      const now = this.#parts.clock();
      const wait = BACKOFF[message.attempts];
      if (ok) await this.#sent.settle(message.id, 'sent', now, said);
      else if (wait === undefined) await this.#sent.settle(message.id, 'failed', now, said);
      else await this.#sent.postpone(message.id, now + wait, said);
      // Who does not answer now is not asked for every message that waits.
      if (!ok) break;
    }
  }

  async #attempt(message: Outgoing): Promise<Attempt> {
    const { mail, clock, post = postSigned, hosts = [] } = this.#parts;
    const { id, event, body, target } = message;
    if (message.channel === 'mail') {
      if (!mail) return { ok: false, said: 'SMTP_URL' };
      const { subject, text } = JSON.parse(body) as { subject: string; text: string };
      return mail({ id, to: target, subject, text });
    }
    // They may have changed since it was taken up.
    this.#endpoints ??= await this.#sent.endpoints();
    const endpoint = this.#endpoints.find((one) => one.id === message.endpoint);
    if (!endpoint) return { ok: false, said: 'revoked' };
    return post({ url: endpoint.url, secret: endpoint.secret, id, event, body }, clock(), hosts);
  }
}

function isBelow(tree: Tree, unit: UnitKey, root: UnitKey): boolean {
  const [at, above] = [tree.unit(unit), tree.unit(root)];
  return at !== undefined && above !== undefined && tree.isWithin(at.ordinal, above.ordinal);
}
