import type { Position } from '../domain/position.ts';
import { parsePeriod, type Period } from '../domain/period.ts';
import type { RefusalCode, ResyncReason } from '../wire/events.ts';
import { formatPlace, MOST_PLACES, type LogPlace } from '../wire/log-place.ts';
import type { Manifest } from '../wire/manifest.ts';
import type { DeltaHead } from '../wire/rows-head.ts';

/** What is known of one part. */
interface PartState {
  /** Last position that touched it, as far as we know. */
  readonly touched: Position;
  /** What asks for its immutable answer; null where it was touched since the manifest said so. */
  readonly tag: string | null;
  /** The table holds it, complete up to our position. */
  readonly held: boolean;
  /** The place of the log at which it was built; null where it is not held. */
  readonly builtAt: LogPlace | null;
  /** It is on its way: the position that it must have reached; null where it is not. */
  readonly asked: Position | null;
}

/** How a browser stands with one scope (SPEC.md). Nothing in here changes; every event gives a new state. */
export interface SyncState {
  readonly store: string | null;
  /** Everything that is held is complete up to here; null before the first manifest. */
  readonly position: Position | null;
  /** The link at our position: which history of the log we follow. Before the first manifest, where what the page was given stands. */
  readonly place: LogPlace | null;
  readonly structure: Position;
  readonly manifest: 'none' | 'asked' | 'here';
  readonly stream: 'none' | 'asked' | 'joined';
  /** Number of the newest `subscribe`: answers to older ones mean nothing. */
  readonly token: number;
  readonly connected: boolean;
  readonly refused: RefusalCode | null;
  readonly parts: ReadonlyMap<Period, PartState>;
  readonly wanted: ReadonlySet<Period>;
  /** Failures in a row, which make the waits longer. */
  readonly failures: number;
  /** When the stream was lost, milliseconds; null while it stands. */
  readonly lostAt: number | null;
}

export type SyncEvent =
  /** `given`: what the page was given before, of a store at a place of its log. */
  | { readonly type: 'start'; readonly given?: { readonly store: string; readonly place: LogPlace } }
  | { readonly type: 'want'; readonly periods: readonly Period[] }
  | { readonly type: 'release'; readonly periods: readonly Period[] }
  | { readonly type: 'manifest'; readonly manifest: Manifest }
  | { readonly type: 'manifestFailed' }
  | { readonly type: 'part'; readonly store: string; readonly period: Period; readonly place: LogPlace }
  | { readonly type: 'partFailed'; readonly period: Period }
  /** A manifest or a part was refused to whoever asks: asking again would not help. */
  | { readonly type: 'denied' }
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  | { readonly type: 'joined'; readonly token: number; readonly position: Position; readonly resync: boolean }
  | { readonly type: 'unanswered'; readonly token: number }
  | { readonly type: 'refused'; readonly token: number; readonly code: RefusalCode }
  | { readonly type: 'delta'; readonly head: Pick<DeltaHead, 'store' | 'from' | 'to' | 'link' | 'touched'> }
  | { readonly type: 'advance'; readonly from: Position; readonly to: Position; readonly link: string }
  | { readonly type: 'resync'; readonly reason: ResyncReason }
  | { readonly type: 'tick' };

/** What is to be done. Waits are milliseconds. */
export type SyncEffect =
  /** `held`: the places of the log that we have something of. */
  | { readonly type: 'fetchManifest'; readonly held: readonly string[]; readonly wait: number }
  /** `at`: ask for the immutable answer of that tag; null: for the present one. `fresh`: past every cache. */
  | {
      readonly type: 'fetchPart';
      readonly period: Period;
      readonly at: string | null;
      readonly fresh: boolean;
      readonly wait: number;
    }
  | {
      readonly type: 'subscribe';
      readonly position: Position;
      readonly store: string;
      readonly held: readonly string[];
      readonly token: number;
    }
  /** Write the part that just came into the table. */
  | { readonly type: 'takePart'; readonly period: Period }
  /** Write the delta that just came into the table. */
  | { readonly type: 'takeDelta' }
  | { readonly type: 'dropParts'; readonly periods: readonly Period[] }
  /** Units, groups, targets or the catalogue are other ones: take the nodes anew. */
  | { readonly type: 'takeNodes' }
  /** Another store, or another history of this one: nothing that was shown before is worth anything. */
  | { readonly type: 'forgetAll' }
  /** Parts that were asked for until now are not taken when they come. */
  | { readonly type: 'letGo' };

export interface Step {
  readonly state: SyncState;
  readonly effects: readonly SyncEffect[];
}

/** The state before anything happened. */
export const IDLE: SyncState = {
  store: null,
  position: null,
  place: null,
  structure: -1,
  manifest: 'none',
  stream: 'none',
  token: 0,
  connected: false,
  refused: null,
  parts: new Map(),
  wanted: new Set(),
  failures: 0,
  lostAt: null
};

/** How the picture stands: live, on its way there, old, or no longer (or never) ours to see. */
export type SyncStatus = 'idle' | 'loading' | 'live' | 'catchingUp' | 'stale' | 'offline' | 'refused';

/** How long the stream may be away until what is shown counts as old, milliseconds. */
export const STALE_AFTER_MS = 30_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** What a state means for who looks at it; `now` is milliseconds. */
export function statusOf(state: SyncState, now: number): SyncStatus {
  if (state.refused === 'forbidden') return 'refused';
  if (state.manifest === 'none' && state.position === null) return 'idle';
  if (state.position === null) return 'loading';
  const lost = state.lostAt !== null && now - state.lostAt > STALE_AFTER_MS;
  if (lost || state.refused) return 'stale';
  if (!state.connected) return 'offline';
  if (state.stream !== 'joined') return 'catchingUp';
  for (const period of state.wanted) if (state.parts.get(period)?.held === false) return 'loading';
  return 'live';
}

/** The next state and what is to be done; `now` is milliseconds. Pure. */
export function step(state: SyncState, event: SyncEvent, now: number): Step {
  switch (event.type) {
    case 'start':
      return state.manifest === 'none' ? askManifest(start(state, event.given), 0) : stay(state);
    case 'want':
      return askParts({ ...state, wanted: new Set([...state.wanted, ...event.periods]) });
    case 'release':
      return release(state, event.periods);
    case 'manifest':
      return takeManifest(state, event.manifest);
    case 'manifestFailed':
      return askManifest({ ...state, failures: state.failures + 1 }, waitOf(state.failures));
    case 'part':
      return takePart(state, event);
    case 'partFailed':
      return askAgain(state, event.period, false);
    case 'denied':
      return deny(state);
    case 'connected':
      return connect(state);
    case 'disconnected':
      return stay({ ...state, connected: false, stream: 'none', lostAt: state.lostAt ?? now });
    case 'joined':
      return event.token === state.token && !event.resync ? joined(state, event.position) : stay(state);
    case 'unanswered':
      return event.token === state.token && state.stream === 'asked' ? join(state) : stay(state);
    case 'refused':
      return stay(event.token === state.token ? { ...state, stream: 'none', refused: event.code } : state);
    case 'delta':
      return event.head.store === state.store ? move(state, event.head, event.head.touched) : stay(state);
    case 'advance':
      return move(state, event, null);
    case 'resync':
      return state.manifest === 'asked'
        ? stay({ ...state, stream: 'none' })
        : askManifest({ ...state, stream: 'none', lostAt: state.lostAt ?? now }, 0);
    case 'tick':
      return stay(state);
  }
}

function stay(state: SyncState, ...effects: SyncEffect[]): Step {
  return { state, effects };
}

function also(first: Step, then: (state: SyncState) => Step): Step {
  const second = then(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

function waitOf(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
}

function start(state: SyncState, given: (SyncEvent & { type: 'start' })['given']): SyncState {
  return given && state.store === null ? { ...state, ...given } : state;
}

function askManifest(state: SyncState, wait: number): Step {
  return stay({ ...state, manifest: 'asked' }, { type: 'fetchManifest', held: heldBy(state), wait });
}

/** The places of the log that we have something of: ours, and those of parts that are newer (SPEC 9). */
function heldBy({ place, parts }: SyncState): string[] {
  const known = (one: LogPlace | null): one is LogPlace => one !== null && one.link !== '';
  if (!known(place)) return [];
  const newer = [...parts.values()]
    .map(({ builtAt }) => builtAt)
    .filter(known)
    .filter(({ position }) => position > place.position);
  return [...new Set([place, ...newer].map(formatPlace))].slice(0, MOST_PLACES);
}

/**
 * The line stands. Where it stood before, answers that are still on their way may be of a program that is no more, and of
 * a history that it took with it: they are let go and asked for again (SPEC 9).
 */
function connect(state: SyncState): Step {
  const isAsked = [...state.parts.values()].some(({ asked }) => asked !== null);
  if (state.lostAt === null || !isAsked) return join({ ...state, connected: true });
  const again = { ...state, connected: true, parts: notAsked(state.parts) };
  return also(also(stay(again, { type: 'letGo' }), askParts), join);
}

function notAsked(parts: SyncState['parts']): SyncState['parts'] {
  return new Map([...parts].map(([period, part]) => [period, { ...part, asked: null }]));
}

/** Asks to join the stream at our position. */
function join(state: SyncState): Step {
  const { store, position } = state;
  if (!state.connected || state.manifest !== 'here' || store === null || position === null)
    return stay(state);
  const token = state.token + 1;
  const held = heldBy(state);
  return stay({ ...state, token, stream: 'asked' }, { type: 'subscribe', store, position, held, token });
}

function joined(state: SyncState, position: Position): Step {
  // What was sent before the answer has not all arrived, or we are ahead of who answers.
  if (position !== state.position) return join(state);
  return stay({ ...state, stream: 'joined', refused: null, lostAt: null });
}

/** A delta or an advance (SPEC 3–5). */
function move(
  state: SyncState,
  { from, to, link }: { from: Position; to: Position; link: string },
  touched: DeltaHead['touched'] | null
): Step {
  if (state.manifest !== 'here' || state.position === null || to <= state.position) return stay(state);
  if (from !== state.position) return state.stream === 'joined' ? join(state) : stay(state);
  const place = { position: to, link };
  if (!touched) return stay({ ...state, position: to, place });
  const parts = new Map(state.parts);
  for (const [period, at] of touched) {
    const part = parts.get(period);
    if (part) parts.set(period, { ...part, touched: at, tag: null });
  }
  return stay({ ...state, position: to, place, parts }, { type: 'takeDelta' });
}

function takeManifest(state: SyncState, manifest: Manifest): Step {
  const same = state.store === manifest.store && manifest.continues;
  const parts = new Map<Period, PartState>();
  const outdated: Period[] = [];
  for (const entry of manifest.parts) {
    const period = parsePeriod(entry.period);
    if (period === null) continue;
    const known = same ? state.parts.get(period) : undefined;
    // Whatever touched it beyond our position we have not been told.
    const missed = entry.touched > (state.position ?? -1);
    const asked = known?.asked ?? null;
    const held = known?.held === true && !missed;
    if (known?.held && !held && !state.wanted.has(period)) outdated.push(period);
    parts.set(period, {
      touched: entry.touched,
      tag: entry.tag,
      held,
      builtAt: (held && known?.builtAt) || null,
      asked: asked !== null && missed ? entry.touched : asked
    });
  }
  const gone = [...state.parts.keys()].filter((period) => !same || !parts.has(period));
  const effects: SyncEffect[] = [];
  if (!same && state.store !== null) effects.push({ type: 'forgetAll' });
  if (gone.length + outdated.length > 0) effects.push({ type: 'dropParts', periods: [...gone, ...outdated] });
  if (!same || manifest.structure !== state.structure) effects.push({ type: 'takeNodes' });
  const { store, position, link, structure } = manifest;
  const next: SyncState = {
    ...state,
    store,
    position,
    place: { position, link },
    structure,
    parts,
    manifest: 'here',
    failures: 0,
    refused: null
  };
  return also(also(stay(next, ...effects), askParts), join);
}

/** Nothing more is asked for: what is on its way is let go, and the stream is not joined again. */
function deny(state: SyncState): Step {
  return stay({
    ...state,
    parts: notAsked(state.parts),
    manifest: 'none',
    stream: 'none',
    refused: 'forbidden'
  });
}

/** Asks for every part that is wanted, listed, not held and not on its way. */
function askParts(state: SyncState): Step {
  if (state.manifest === 'none' || state.position === null) return stay(state);
  const parts = new Map(state.parts);
  const effects: SyncEffect[] = [];
  for (const period of state.wanted) {
    const part = parts.get(period);
    if (!part || part.held || part.asked !== null) continue;
    parts.set(period, { ...part, asked: part.touched });
    effects.push({ type: 'fetchPart', period, at: part.tag, fresh: false, wait: 0 });
  }
  return effects.length > 0 ? stay({ ...state, parts }, ...effects) : stay(state);
}

function askAgain(state: SyncState, period: Period, fresh: boolean): Step {
  const part = state.parts.get(period);
  if (!part || part.asked === null) return stay(state);
  const wait = waitOf(state.failures);
  return stay(
    { ...state, failures: state.failures + 1 },
    { type: 'fetchPart', period, at: null, fresh, wait }
  );
}

function takePart(state: SyncState, { store, period, place }: SyncEvent & { type: 'part' }): Step {
  const part = state.parts.get(period);
  if (!part || part.asked === null) return stay(state);
  // Of which history it is, nobody has said: it is asked for again once the manifest is here.
  if (state.manifest === 'asked')
    return stay({ ...state, parts: new Map(state.parts).set(period, { ...part, asked: null }) });
  // A cache on the way gave something older than what we know to exist.
  if (store !== state.store || place.position < part.asked) return askAgain(state, period, true);
  const parts = new Map(state.parts).set(period, { ...part, held: true, builtAt: place, asked: null });
  return stay({ ...state, parts, failures: 0 }, { type: 'takePart', period });
}

function release(state: SyncState, periods: readonly Period[]): Step {
  const parts = new Map(state.parts);
  for (const period of periods) {
    const part = parts.get(period);
    if (part) parts.set(period, { ...part, held: false, builtAt: null, asked: null });
  }
  const wanted = new Set([...state.wanted].filter((period) => !periods.includes(period)));
  return stay({ ...state, parts, wanted }, { type: 'dropParts', periods });
}
