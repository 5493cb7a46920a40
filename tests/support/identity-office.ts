import { io, type Socket } from 'socket.io-client';
import type { AccountDraft, AccountSummary } from '../../src/lib/server/core/auth/accounts.ts';
import type { IssuedCard } from '../../src/lib/server/core/auth/cards.ts';
import type { ClientEvents, RefusalCode, ServerEvents } from '../../src/lib/wire/events.ts';
import { LIVE_PATH } from '../../src/lib/wire/events.ts';
import { signIn } from './sign-in.ts';

/** Somebody at a running program: sends JSON with a session's cookie, as our own pages do. */
export class Desk {
  readonly url: string;
  readonly cookie: string;

  constructor(url: string, cookie: string) {
    this.url = url;
    this.cookie = cookie;
  }

  call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        cookie: this.cookie,
        origin: this.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
  }

  /** A call that must be answered well; its JSON. */
  async done<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async status(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<number> {
    return (await this.call(method, path, body, headers)).status;
  }

  /** Makes an account; answers its number and a desk at which it sits, its own password set. */
  async hire(draft: AccountDraft): Promise<{ id: string; password: string; desk: Desk }> {
    const made = await this.done<{ id: string; password: string }>('POST', '/api/v1/accounts', draft);
    const password = `${draft.login}-của-riêng-mình`;
    const desk = await settle(this.url, draft.login, made.password, password);
    return { id: made.id, password, desk };
  }

  accounts(): Promise<{ accounts: AccountSummary[] }> {
    return this.done('GET', '/api/v1/accounts');
  }

  card(group: string, role: 'group-head' | 'group-deputy' = 'group-head'): Promise<IssuedCard> {
    return this.done('POST', '/api/v1/cards', { group, name: `Tổ ${group}`, role });
  }
}

/** Signs in by a one-time password and sets one's own. */
export async function settle(url: string, login: string, oneTime: string, own: string): Promise<Desk> {
  const cookie = await signIn(url, [login, oneTime]);
  const answer = await changePassword(new Desk(url, cookie), oneTime, own);
  if (answer.status !== 200) throw new Error(`the password of ${login} was not changed: ${answer.status}`);
  return new Desk(url, await signIn(url, [login, own]));
}

/** Sends the form of the account page. */
export function changePassword(desk: Desk, current: string, next: string): Promise<Response> {
  return fetch(`${desk.url}/account?/password`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: desk.cookie, origin: desk.url, accept: 'text/html' },
    body: new URLSearchParams({ current, next, again: next })
  });
}

/** A socket that follows a scope, with whatever says who it is. */
export interface Listening {
  readonly socket: Socket<ServerEvents, ClientEvents>;
  /** What following was answered. */
  readonly refusal: RefusalCode | null;
  /** How many pieces of news it has heard. */
  readonly heard: () => number;
  /** Resolves with the moment at which the server cut it off. */
  readonly cut: Promise<number>;
  close(): void;
}

/** Opens a socket and follows a scope. */
export async function listenTo(
  url: string,
  scope: string,
  headers: Record<string, string>
): Promise<Listening> {
  const socket: Socket<ServerEvents, ClientEvents> = io(url, {
    path: LIVE_PATH,
    transports: ['websocket'],
    extraHeaders: headers,
    forceNew: true,
    reconnection: false
  });
  let heard = 0;
  socket.on('news', () => (heard += 1));
  const cut = new Promise<number>((resolve) => socket.on('disconnect', () => resolve(performance.now())));
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', reject);
  });
  const refusal = await new Promise<RefusalCode | null>((resolve) => socket.emit('follow', scope, resolve));
  return { socket, refusal, heard: () => heard, cut, close: () => socket.close() };
}
