import { membersOf } from '../../domain/consolidating.ts';
import type { Position } from '../../domain/entry.ts';
import { formatPeriod, type Period } from '../../domain/period.ts';
import type { ReportTexts } from '../../domain/report.ts';
import type { UnitNode } from '../../domain/tree.ts';
import type { BelowText, BelowTexts } from '../../wire/review.ts';
import { chainAt, entriesByPosition, type ReviewDesk } from './desk.ts';

/** Texts that one answer lists; whoever has more of them merges those first. */
const MOST = 2_000;
const WRITINGS = ['tasks', 'difficulties', 'proposals', 'practices'] as const;

/**
 * What the levels below wrote for a period, from which a unit's own texts can be begun: of each group the newest that
 * counts of every text and the difficulties that it raised, of each unit below what it confirmed. Equal texts are one,
 * with everybody who wrote it.
 */
export async function belowTexts(desk: ReviewDesk, unit: UnitNode, period: Period): Promise<BelowTexts> {
  const { fold } = desk.publisher;
  const { levels } = chainAt(desk, unit.ordinal, period);
  const members = membersOf(fold.world, unit.ordinal, period, levels);
  const found = new Gathered();
  for (const { key, unit: below } of members.units) {
    const confirmed = fold.steps.closing.confirmed(key, period);
    if (confirmed) found.addAll(below.fullName, confirmed.body.texts ?? {});
  }
  const standing = members.groups.flatMap((ordinal) => {
    const node = fold.world.tree.nodes[ordinal];
    if (node?.kind !== 'group') return [];
    const positions = [...fold.book.versionsOf(ordinal, period)].flatMap(({ position, state }) =>
      state === 'returned' ? [] : [position]
    );
    return [{ group: node.group, positions }];
  });
  const entries = await entriesByPosition(
    desk,
    standing.flatMap(({ positions }) => positions)
  );
  const textsAt = (position: Position) => {
    const body = entries.get(position)?.body;
    return body?.kind === 'report' ? body.texts : null;
  };
  for (const { group, positions } of standing) {
    for (const writing of WRITINGS) {
      const text = positions.map((one) => textsAt(one)?.[writing] ?? '').find((one) => one.trim() !== '');
      found.add(writing, group.name, text ?? '');
    }
    for (const matter of fold.steps.matters.ofGroup(group.code)) {
      if (matter.period !== period) continue;
      found.add('difficulties', group.name, matter.text);
      found.add('proposals', group.name, matter.proposal);
    }
  }
  return { period: formatPeriod(period), position: fold.position, texts: found.list() };
}

/** Texts by what they are about, equal ones once. */
class Gathered {
  readonly #texts = new Map<string, { writing: keyof ReportTexts; text: string; from: Set<string> }>();

  addAll(from: string, texts: Partial<ReportTexts>): void {
    for (const writing of WRITINGS) this.add(writing, from, texts[writing] ?? '');
  }

  add(writing: keyof ReportTexts, from: string, text: string): void {
    const clean = text.trim();
    if (clean === '') return;
    const key = `${writing} ${clean.normalize('NFC').replace(/\s+/g, ' ').toLocaleLowerCase('vi')}`;
    const known = this.#texts.get(key);
    if (known) known.from.add(from);
    else if (this.#texts.size < MOST) this.#texts.set(key, { writing, text: clean, from: new Set([from]) });
  }

  /** What most wrote first. */
  list(): BelowText[] {
    return [...this.#texts.values()]
      .map(({ writing, text, from }) => ({ writing, text, from: [...from] }))
      .sort((a, b) => b.from.length - a.from.length);
  }
}
