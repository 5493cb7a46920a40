/** A place in the log: 1, 2, 3, … without gaps. 0 is before the first entry. */
export type Position = number;
