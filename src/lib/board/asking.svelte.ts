import type { Query } from '../queries/query.ts';
import type { Rows } from '../domain/rows.ts';
import type { NodeTable } from '../wire/manifest.ts';

/** Rows further down than the view's, with the nodes that they are of: what a view asks about besides. */
export interface BelowRows {
  readonly nodes: NodeTable;
  readonly blocks: readonly Rows[];
}

/** The engine as a view of the desk asks it. */
export interface Asker {
  /** Asks one question; the latest of a purpose wins, the others reject with `Superseded`. */
  ask<Row>(query: Query<Row>, purpose: string): Promise<Row[]>;
  /** Before the names of the tables of what is further down. */
  readonly below: string;
  /** Puts rows in the tables of what is further down, in place of those before. */
  layBelow(rows: BelowRows): Promise<void>;
}

/** What views ask of the engine: who answers, and when what it holds has changed. */
export class Asking {
  /** Null before its tables are filled. */
  asker = $state.raw<Asker | null>(null);
  /** Rises whenever the tables have changed: an answer before that may be another now. */
  revision = $state(0);
}
