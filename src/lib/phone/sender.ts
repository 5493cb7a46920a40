import { after, departing, dueAt, isElsewhere, isUnsent, type CallResult, type Parcel } from './parcel.ts';
import type { ServerCalls } from './server-calls.ts';
import type { Vault } from './vault.ts';

/** What the sender stands on. */
export interface SenderPorts {
  readonly vault: Pick<Vault, 'parcels' | 'parcel' | 'keepParcel' | 'settle' | 'photo'>;
  readonly calls: Pick<ServerCalls, 'me' | 'send' | 'sendPhoto'>;
  /** Runs work while nobody else in this browser does (Web Locks). */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  readonly now: () => number;
  /** 0 to 1. */
  readonly spread: () => number;
  /** Hears every parcel that has changed. */
  readonly changed: (parcel: Parcel) => void;
}

/** What a round of sending came to. `next`: when the next one is worth while; null where nothing is left. */
export interface Round {
  readonly next: number | null;
  /** The server answered at all. */
  readonly online: boolean;
  /** Whose session is over, or who has no session. */
  readonly signIn: boolean;
}

/**
 * Sends every parcel of whoever is signed in that is due, one after the other, oldest first. What another tab is
 * sending is waited for, and then it is there no more. So is what another store took in (RULES 32). `urgent` asks for all of them now, due or not.
 */
export function sendDue(ports: SenderPorts, urgent = false): Promise<Round> {
  return ports.alone(async () => {
    const me = await ports.calls.me();
    if (me === 'signIn' || me === 'forbidden') return { next: null, online: true, signIn: true };
    if (typeof me === 'string') return { next: ports.now() + 30_000, online: false, signIn: false };
    const { actor, store } = me.got;
    const waits = (parcel: Parcel) => isUnsent(parcel) || isElsewhere(parcel, store);
    const waiting = async () => (await ports.vault.parcels(actor)).filter(waits);
    for (const { key } of await waiting()) {
      // Another page may have changed it since.
      const parcel = await ports.vault.parcel(key);
      if (!parcel || !waits(parcel) || (!urgent && dueAt(parcel, ports.now()) > ports.now())) continue;
      const result = await sendOne(ports, parcel, store);
      if (result.was === 'signIn') return { next: null, online: true, signIn: true };
      if (result.was === 'lost') break;
    }
    const left = (await waiting()).map((parcel) => dueAt(parcel, ports.now()));
    return { next: left.length > 0 ? Math.min(...left) : null, online: true, signIn: false };
  });
}

async function sendOne(ports: SenderPorts, parcel: Parcel, store: string): Promise<CallResult> {
  const leaving = departing(parcel, ports.now());
  await ports.vault.keepParcel(leaving);
  ports.changed(leaving);
  const loaded = await withPhotos(ports, leaving);
  const result = 'was' in loaded ? loaded : await ports.calls.send(loaded);
  const carried = 'was' in loaded ? ((await ports.vault.parcel(parcel.key)) ?? leaving) : loaded;
  const arrived = after(carried, result, store, ports.now(), ports.spread());
  if (result.was === 'sent') await ports.vault.settle(arrived);
  else if (!(await sendAnew(ports, arrived))) await ports.vault.keepParcel(arrived);
  ports.changed(arrived);
  return result;
}

/** A photo that the server has no more, because its store was put back (RULES 32), goes out again with its report. */
async function sendAnew({ vault, now }: SenderPorts, parcel: Parcel): Promise<boolean> {
  const { state, content } = parcel;
  if (state.is !== 'refused' || content.kind !== 'report') return false;
  const isLost =
    content.photos.some(({ sha256 }) => sha256) && state.faults.every(({ code }) => code === 'unknownPhoto');
  if (isLost)
    await vault.keepParcel({
      ...parcel,
      content: { ...content, photos: content.photos.map(({ id }) => ({ id, sha256: null })) },
      state: { is: 'waiting', notBefore: now(), tries: 1, tried: false }
    });
  return isLost;
}

/** The parcel with every photo at the server and named; else what kept one from arriving. */
async function withPhotos(
  ports: SenderPorts,
  parcel: Parcel
): Promise<Parcel | Exclude<CallResult, { was: 'sent' }>> {
  const { content } = parcel;
  if (content.kind !== 'report') return parcel;
  let loaded = parcel;
  for (const [place, photo] of content.photos.entries()) {
    if (photo.sha256 !== null) continue;
    const kept = await ports.vault.photo(photo.id);
    // Its bytes are gone (the browser made room): the report goes without it.
    if (!kept) continue;
    const result = await ports.calls.sendPhoto(kept, content.report);
    // No report has gone out yet: nothing of it can have arrived.
    if (result.was === 'lost') return { was: 'later', after: null };
    if (result.was !== 'kept') return result;
    const named = (loaded.content.kind === 'report' ? loaded.content.photos : []).map((one, k) =>
      k === place ? { ...one, sha256: result.sha256 } : one
    );
    loaded = { ...loaded, content: { ...content, photos: named } };
    await ports.vault.keepParcel(loaded);
  }
  return loaded;
}
