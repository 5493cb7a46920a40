import { Journal } from '$lib/board/journal.ts';
import { LineBook } from '$lib/board/line-book.ts';
import { lineOf, type Line } from '$lib/board/lines.ts';
import { NodeBook, type Place } from '$lib/board/nodes.ts';
import { SliceShelf } from '$lib/board/slice-shelf.ts';
import type { Chosen } from '$lib/board/board.svelte.ts';
import { lastDay, type Period, type PeriodProfile } from '$lib/domain/period.ts';
import type { Basis } from '$lib/domain/rows.ts';
import type { Fraction } from '$lib/domain/target.ts';
import type { LevelName } from '$lib/domain/unit.ts';
import type { NodeTable } from '$lib/wire/manifest.ts';
import { parseScope, scopePath } from '$lib/wire/scope.ts';

/** What is asked of the other unit. */
export interface OtherChoice {
  readonly unit: string;
  readonly level: LevelName;
  readonly period: Period;
  readonly chosen: Chosen;
  readonly basis: Basis;
  readonly tried: Fraction | null;
  readonly profile: PeriodProfile;
}

/** Another unit beside the board's own: its nodes and one slice of its rows, asked for again when something arrived. */
export class OtherUnit {
  nodes = $state.raw<NodeBook | null>(null);
  failed = $state<'lost' | 'refused' | null>(null);
  #revision = $state(0);
  readonly #journal = new Journal();
  readonly #book = new LineBook(this.#journal);
  #shelf: SliceShelf | null = null;
  #key = '';

  /** Asks for a unit's nodes and rows, from the beginning where `caught` is another; what it answers ends that. */
  bring({ unit, level, period, chosen }: OtherChoice, caught: number): () => void {
    const scope = parseScope(`${unit}/${level}`);
    const key = `${unit}/${level} ${caught}`;
    if (!scope) return () => undefined;
    if (this.#key !== key) {
      this.#key = key;
      this.nodes = null;
      this.#shelf?.close();
      this.#shelf = new SliceShelf(scope, (indicator, of, nodes) => {
        this.#journal.note({ indicator, period: of, nodes });
        this.#revision++;
      });
    }
    this.#shelf?.want({ ordinal: chosen.ordinal, code: chosen.indicator.code }, [period]);
    const aborter = new AbortController();
    this.failed = null;
    if (!this.nodes) void this.#fetchNodes(`/api/v1/units/${scopePath(scope)}`, aborter.signal);
    return () => aborter.abort();
  }

  /** Something arrived: what is held is asked for again and stays until it is here. */
  renew(): void {
    this.#shelf?.renew();
  }

  close(): void {
    this.#shelf?.close();
  }

  /** The unit's own line and those of its level; null while they are not here. */
  lines({ unit, level, period, chosen, basis, tried, profile }: OtherChoice): Side | null {
    void this.#revision;
    const [nodes, shelf] = [this.nodes, this.#shelf];
    const ordinal = nodes?.ordinalOf(unit) ?? null;
    const place = ordinal === null ? null : (nodes?.place(ordinal) ?? null);
    if (!nodes || !shelf || !place || !shelf.holds(chosen.ordinal, period)) return null;
    const places = nodes.within(place.ordinal, level, lastDay(period, profile));
    const { indicator } = chosen;
    const ask = { source: shelf, places, indicator, ordinal: chosen.ordinal, period, basis, tried };
    const ownTried = indicator.kind === 'count' ? null : tried;
    return {
      place,
      period,
      here: lineOf(shelf, place, chosen, period, basis, ownTried),
      lines: this.#book.read(ask).lines
    };
  }

  async #fetchNodes(url: string, signal: AbortSignal): Promise<void> {
    try {
      const answer = await fetch(url, { signal });
      if (!answer.ok) {
        this.failed = answer.status === 401 || answer.status === 403 ? 'refused' : 'lost';
        return;
      }
      // What the address gives is a node table.
      this.nodes = new NodeBook((await answer.json()) as NodeTable);
    } catch {
      if (!signal.aborted) this.failed = 'lost';
    }
  }
}

/** One side of a comparison. */
export interface Side {
  readonly place: Place;
  readonly period: Period;
  readonly here: Line;
  readonly lines: readonly Line[];
}
