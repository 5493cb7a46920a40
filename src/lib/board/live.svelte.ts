import type { PageClock, Unsure } from '../device/page-clock.ts';

/** How the page stands with the server. */
export type Connection = 'live' | 'connecting' | 'lost' | 'offline' | 'refused';

/** A report that arrived, as the page tells of it. */
export interface ArrivalNote {
  /** Ordinal of the group, or of the nearest node above it that the scope shows. */
  readonly node: number;
  readonly period: number;
  readonly position: number;
  /** When the server received it, milliseconds. */
  readonly at: number;
}

const KEPT = 30;

/** A server that is there is heard from every ten seconds; after this much silence it is not known to be, milliseconds. */
const SILENT_MS = 15_000;

/** The live badge: connection, position, last arrival and the age of what is shown. Moments are the server's. */
export class Live {
  readonly clock: PageClock;
  connection = $state<Connection>('connecting');
  position = $state(0);
  /** Newest first. */
  arrivals = $state.raw<readonly ArrivalNote[]>([]);
  /**
   * Rises each time that the page stands on a manifest again and something may have been missed, or what was told is of a
   * store that is no more: whatever is asked for beside the line is asked for anew then.
   */
  caught = $state(0);
  /** When the server last said something, by the page's steady clock; 0 before the first word. */
  heardAt = $state(0);
  /** The page's steady clock, once a second; 0 before the page has started. */
  now = $state(0);
  /** The moment by the server's clock, once a second, milliseconds UTC. */
  moment = $state(0);
  /** The device may have slept since the server last spoke; null where it has not. */
  unsure = $state.raw<Unsure | null>(null);
  /** Hears that the device may have slept: what the connection says must be proven anew. */
  slept: (() => void) | null = null;

  readonly last: ArrivalNote | null = $derived(this.arrivals[0] ?? null);
  /** Age of the last arrival, milliseconds. */
  readonly lastAge: number = $derived(this.last ? Math.max(0, this.moment - this.last.at) : 0);
  /** Age of the picture: how long since the server last spoke, milliseconds. */
  readonly silence: number = $derived(this.heardAt === 0 ? 0 : Math.max(0, this.now - this.heardAt));
  /** The moment at which the server last spoke, by its clock. */
  readonly heardMoment: number = $derived(this.moment - this.silence);
  /** The connection stands, but nothing has come over it for too long: what is shown may be old. */
  readonly isSilent: boolean = $derived(this.connection === 'live' && this.silence > SILENT_MS);
  /** What is shown is old: the stream has been away too long. */
  isStale = $state(false);

  /** Nothing can be asked for now. */
  readonly isCut: boolean = $derived(['lost', 'offline', 'refused'].includes(this.connection));

  constructor(clock: PageClock) {
    this.clock = clock;
    this.moment = clock.now();
  }

  /** The server is there, and says what moment it is where it does; what was shown is still true. */
  beat(at: number | null = null): void {
    const heardAt = this.clock.steady();
    if (at !== null) this.clock.hear(at, heardAt);
    this.heardAt = heardAt;
    this.#look();
  }

  /** The server said something at `at` by its own clock, heard at `heardAt` by the page's steady clock. */
  hear(at: number, position: number, heardAt = this.clock.steady()): void {
    this.clock.hear(at, heardAt);
    this.heardAt = Math.max(this.heardAt, heardAt);
    this.#look();
    if (position > this.position) this.position = position;
  }

  /** What was told is of a store that is no more (RULES 32). */
  forget(): void {
    this.position = 0;
    this.arrivals = [];
    this.caught += 1;
  }

  /** The reports that arrived after one that was seen, newest first; all where that one is no longer told of. */
  after(seen: ArrivalNote | null): readonly ArrivalNote[] {
    const at = seen === null ? -1 : this.arrivals.indexOf(seen);
    return at < 0 ? this.arrivals : this.arrivals.slice(0, at);
  }

  /** Reports that arrived, oldest first. */
  arrive(arrivals: readonly ArrivalNote[]): void {
    if (arrivals.length === 0) return;
    this.arrivals = [...[...arrivals].reverse(), ...this.arrivals].slice(0, KEPT);
  }

  /** Time has passed; to be called about once a second. */
  tick(): void {
    const before = this.unsure;
    this.#look();
    if (before === null && this.unsure !== null) this.slept?.();
  }

  /** Starts the clock and follows the network; ends both when called again. */
  start(): () => void {
    this.tick();
    if (this.heardAt === 0) this.heardAt = this.now;
    const timer = setInterval(() => this.tick(), 1000);
    const offline = () => (this.connection = 'offline');
    const online = () => (this.connection = 'connecting');
    if (!navigator.onLine) offline();
    window.addEventListener('offline', offline);
    window.addEventListener('online', online);
    return () => {
      clearInterval(timer);
      window.removeEventListener('offline', offline);
      window.removeEventListener('online', online);
    };
  }

  #look(): void {
    this.now = this.clock.steady();
    this.moment = this.clock.now();
    this.unsure = this.clock.unsure;
  }
}
