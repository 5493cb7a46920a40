import { membersOf } from '../../../domain/consolidating.ts';
import { formatPeriod, type Period } from '../../../domain/period.ts';
import type { ReportTexts } from '../../../domain/report.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { wholeWords } from '../../../domain/whole-report.ts';
import type { Answer } from '../../../api/declare.ts';
import type { BelowText, readTextsBelow } from '../../../api/review.ts';
import { chainAt, entriesByPosition, type ReviewDesk } from '../../context/review/desk.ts';

type BelowTexts = Answer<typeof readTextsBelow>;

/** Texts that one answer lists; whoever has more of them merges those first. */
const MOST = 2_000;
const WRITINGS = ['tasks', 'difficulties', 'proposals', 'practices'] as const;

/**
 * What the levels below wrote for a period, from which a unit's own texts can be begun: of each group what its
 * standing version says and the difficulties that it raised, of each unit below what it confirmed. Equal texts are one,
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
    const version = fold.book.standing(ordinal, period);
    return node?.kind === 'group' ? [{ group: node.group, version: version?.position ?? null }] : [];
  });
  const entries = await entriesByPosition(
    desk,
    standing.flatMap(({ version }) => (version === null ? [] : [...fold.book.basesOf(version)]))
  );
  for (const { group, version } of standing) {
    if (version !== null) found.addAll(group.name, wholeWords(fold.book, entries.values(), version).texts);
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
