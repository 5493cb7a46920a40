import { hash } from 'node:crypto';
import type { Position } from '../../../domain/position.ts';
import { LINK_DIGITS, type LogPlace } from '../../../wire/log-place.ts';
import { formatVersion } from '../../../wire/version-id.ts';
import { FIRST_LINK } from '../store/link.ts';

const FIRST_ROOM = 1_024;

/**
 * The links of every position folded, 48 bits of each: what is told of a position is told with its link, also while the
 * database cannot be asked. What travels is a hash of that under a secret of the store: whoever knew all of a log but one
 * figure could find the figure out by its link.
 */
export class LogLinks {
  /** By position; −1 where an entry came without a link. */
  #heads: Float64Array;
  #last: Position;
  #secret = '';

  constructor(saved: Float64Array = new Float64Array(1)) {
    this.#heads = saved;
    this.#last = Math.max(0, saved.length - 1);
  }

  /** From now on what travels is veiled by a secret. */
  veil(secret: string): void {
    this.#secret = secret;
  }

  /** What travels of the link at a position; null beyond the last one folded, empty where an entry came without. */
  at(position: Position): string | null {
    if (position === 0) return this.told(FIRST_LINK);
    if (position < 0 || position > this.#last) return null;
    const head = this.#heads[position] ?? -1;
    return head < 0 ? '' : this.#veiled(head);
  }

  /** What travels of a link. */
  told(link: string): string {
    return this.#veiled(headOf(link));
  }

  /** A position that was folded, as it travels. */
  place(position: Position): LogPlace {
    return { position, link: this.at(position) ?? '' };
  }

  /** The name by which a version at a position travels. */
  version(position: Position): string {
    return formatVersion(this.place(position));
  }

  /**
   * Whether a place that somebody names is one of this log: its link is the one that stands there, or it names none. A
   * place beyond what is folded is of another history as long as nobody has read on.
   */
  vouches({ position, link }: LogPlace): boolean {
    const told = this.at(position);
    return link === '' || told === '' || told === link;
  }

  /** Notes the link of the position after the last one. */
  note(position: Position, link: string | undefined): void {
    if (position >= this.#heads.length) {
      const wide = new Float64Array(Math.max(FIRST_ROOM, Math.ceil(position * 1.25)));
      wide.set(this.#heads);
      this.#heads = wide;
    }
    this.#heads[position] = link ? headOf(link) : -1;
    this.#last = position;
  }

  /** All of it as a column, for a checkpoint. */
  save(): Float64Array {
    return this.#heads.slice(0, this.#last + 1);
  }

  #veiled(head: number): string {
    return hash('sha256', `${this.#secret}\n${head}`, 'hex').slice(0, LINK_DIGITS);
  }
}

function headOf(link: string): number {
  return parseInt(link.slice(0, LINK_DIGITS), 16);
}
