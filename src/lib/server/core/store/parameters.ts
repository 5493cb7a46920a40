/** A value that not every database keeps as it is: both refuse it, so that every store can become the other kind. */
export class UnstorableValue extends Error {
  constructor(what: string) {
    super(`the store does not take ${what}`);
    this.name = 'UnstorableValue';
  }
}

/**
 * Refuses what one of the databases would refuse or change: numbers that are not whole and safe (PostgreSQL's bigint takes
 * none, SQLite keeps them), NUL in texts (PostgreSQL takes none), lone surrogates (neither gives them back, and the link
 * of the entry would no longer hold).
 * @throws UnstorableValue
 */
export function refuseUnstorable(parameters: readonly unknown[]): void {
  for (const value of parameters) {
    if (typeof value === 'number' && !Number.isSafeInteger(value))
      throw new UnstorableValue(`${value}: a number that is not whole`);
    if (typeof value !== 'string') continue;
    if (value.includes('\0')) throw new UnstorableValue('a text with a NUL');
    if (!value.isWellFormed()) throw new UnstorableValue('a text with half a letter');
  }
}

/** The latest moment that is a date (ECMA-262), milliseconds UTC. */
const LATEST = 8.64e15;
/** Bytes of a name that an index takes in every database. */
const LONGEST_NAME = 1_000;
const LARGEST_INT4 = 2 ** 31 - 1;

/** A moment as it may enter a store: whole milliseconds since 1970, UTC. @throws UnstorableValue */
export function wholeMoment(at: number): number {
  if (!Number.isSafeInteger(at) || at < 0 || at > LATEST)
    throw new UnstorableValue(`${at}: a moment is whole milliseconds since 1970`);
  return at;
}

/** A name that rows are found by: actor, group, object, key. @throws UnstorableValue */
export function indexedName(name: string): string {
  if (name.length > LONGEST_NAME / 3 && Buffer.byteLength(name) > LONGEST_NAME)
    throw new UnstorableValue(`a name of more than ${LONGEST_NAME} bytes`);
  refuseUnstorable([name]);
  return name;
}

/** A whole number of 32 bits, such as a period. @throws UnstorableValue */
export function wholeInt4(value: number): number {
  if (!Number.isInteger(value) || Math.abs(value) > LARGEST_INT4)
    throw new UnstorableValue(`${value}: a whole number of 32 bits is needed`);
  return value;
}
