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

/** The live badge: connection, position, last arrival and the age of what is shown. */
export class Live {
  connection = $state<Connection>('connecting');
  position = $state(0);
  /** Newest first. */
  arrivals = $state.raw<readonly ArrivalNote[]>([]);
  /** When the server last said something, by this device's clock; 0 before the first word. */
  heardAt = $state(0);
  /** This device's clock, once a second; 0 before the page has started. */
  now = $state(0);
  /** The server's clock less this device's, milliseconds. */
  #ahead = 0;

  readonly last: ArrivalNote | null = $derived(this.arrivals[0] ?? null);
  /** Age of the last arrival, milliseconds. */
  readonly lastAge: number = $derived(this.last ? Math.max(0, this.now + this.#ahead - this.last.at) : 0);
  /** Age of the picture: how long since the server last spoke, milliseconds. */
  readonly silence: number = $derived(this.heardAt === 0 ? 0 : Math.max(0, this.now - this.heardAt));
  /** The connection stands, but nothing has come over it for too long: what is shown may be old. */
  readonly isSilent: boolean = $derived(this.connection === 'live' && this.silence > SILENT_MS);
  /** What is shown is old: the stream has been away too long. */
  isStale = $state(false);

  /** Nothing can be asked for now. */
  readonly isCut: boolean = $derived(['lost', 'offline', 'refused'].includes(this.connection));

  /** The moment by the server's clock, milliseconds. */
  serverNow(): number {
    return this.now + this.#ahead;
  }

  /** The server is there; what was shown is still true. */
  beat(): void {
    this.heardAt = Date.now();
  }

  /** The server said something at `at` by its own clock, heard at `heardAt` by this device's. */
  hear(at: number, position: number, heardAt = Date.now()): void {
    this.#ahead = at - heardAt;
    this.heardAt = Math.max(this.heardAt, heardAt);
    this.now = Date.now();
    if (position > this.position) this.position = position;
  }

  /** Reports that arrived, oldest first. */
  arrive(arrivals: readonly ArrivalNote[]): void {
    if (arrivals.length === 0) return;
    this.arrivals = [...[...arrivals].reverse(), ...this.arrivals].slice(0, KEPT);
  }

  /** Starts the clock and follows the network; ends both when called again. */
  start(): () => void {
    const tick = () => (this.now = Date.now());
    tick();
    if (this.heardAt === 0) this.heardAt = this.now;
    const timer = setInterval(tick, 1000);
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
}
