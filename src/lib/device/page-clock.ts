import { deviceNow } from './device-now.ts';

/** The two clocks of a device, both in milliseconds. */
export interface DeviceClocks {
  /** Counts from some moment on and never goes back; on some systems it stands still while the device sleeps. */
  readonly steady: () => number;
  /** What the device believes the time to be (UTC): it may be wrong by days, and leap either way. */
  readonly calendar: () => number;
}

const DEVICE_CLOCKS: DeviceClocks = { steady: () => performance.now(), calendar: deviceNow };

/** The device may have slept: time may have passed that nobody counted. */
export interface Unsure {
  /** When it was noticed, by `PageClock.steady`. */
  readonly since: number;
  /** How much time may not have passed at all, milliseconds: the calendar may just have been set. */
  readonly leapt: number;
}

/** The clocks may part by so much, milliseconds, before that counts as sleep or as a clock that was set. */
const LEAP_MS = 2_000;

/**
 * The server's moment as the page knows it: what the server last said and the steady time that has passed since. Where
 * the calendar leaps ahead of the steady clock, the device may have slept, so the leap counts as time that has passed
 * (an age errs to the old side) and the clock is unsure until the server speaks again. A calendar that is set back
 * changes nothing.
 */
export class PageClock {
  readonly #clocks: DeviceClocks;
  /** Leaps that count as time that has passed. */
  #leapt = 0;
  /** The calendar less the steady clock, when last looked at. */
  #apart: number;
  /** The server's moment less `steady()`. */
  #ahead: number;
  #unsure: Unsure | null = null;

  /** `serverNow`: what the server last said, just heard; milliseconds UTC. */
  constructor(serverNow: number, clocks: DeviceClocks = DEVICE_CLOCKS) {
    this.#clocks = clocks;
    const steady = clocks.steady();
    this.#apart = clocks.calendar() - steady;
    this.#ahead = serverNow - steady;
  }

  /** What the clock is unsure of since the server last spoke, as of when it was last looked at; null where it is sure. */
  get unsure(): Unsure | null {
    return this.#unsure;
  }

  /** Milliseconds that never go back, for ages and waits within this page. */
  steady(): number {
    const steady = this.#clocks.steady();
    const apart = this.#clocks.calendar() - steady;
    const leap = apart - this.#apart;
    this.#apart = apart;
    if (leap > LEAP_MS) {
      this.#leapt += leap;
      const since = this.#unsure?.since ?? steady + this.#leapt;
      this.#unsure = { since, leapt: (this.#unsure?.leapt ?? 0) + leap };
    }
    return steady + this.#leapt;
  }

  /** The server's moment, whole milliseconds UTC: the steady clock counts in fractions, and a moment has none. */
  now(): number {
    return Math.round(this.steady() + this.#ahead);
  }

  /** The server said that it was `at`; `heard` is when, by `steady`. */
  hear(at: number, heard = this.steady()): void {
    this.#ahead = at - heard;
    if (this.#unsure !== null && heard >= this.#unsure.since) this.#unsure = null;
  }
}
