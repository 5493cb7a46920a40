import { createHash } from 'node:crypto';
import type { EntryBody } from '../../../domain/entry.ts';
import { MAX_CARRY } from '../../../domain/indicator.ts';
import type { MatterDraft, MatterStep, PracticeStep } from '../../../domain/matter.ts';
import type { Period } from '../../../domain/period.ts';
import type { ChainKnowledge } from './bar.ts';
import type { Judged } from './validate.ts';

/**
 * What reports raise and tell, as entries of their own beside them: difficulties that somebody has to answer, good
 * practices that others may learn of. A report of long ago (beyond what a figure is carried) is history and raises
 * nothing; what was raised or told for the same group and period in the same words is not raised again.
 */
export function openings(
  judged: readonly Judged[],
  current: Period,
  known?: Pick<ChainKnowledge, 'matters' | 'practices'>
): EntryBody[] {
  const matters: MatterStep[] = [];
  const practices: PracticeStep[] = [];
  for (const { body, matters: raised } of judged) {
    const { group, period, texts } = body;
    if (period < current - 1 - MAX_CARRY) continue;
    for (const draft of raised.length > 0 ? raised : inWords(texts)) {
      if (known?.matters.knows(group, period, draft.text)) continue;
      matters.push({ step: 'opened', id: idOf('m', group, period, draft.text), group, period, ...draft });
    }
    const text = texts.practices;
    if (text !== '' && !known?.practices.knows(group, period, text))
      practices.push({ step: 'told', id: idOf('p', group, period, text), group, period, text });
  }
  return [
    ...(matters.length > 0 ? [{ kind: 'matters' as const, steps: matters }] : []),
    ...(practices.length > 0 ? [{ kind: 'practices' as const, steps: practices }] : [])
  ];
}

/** A difficulty told in words alone: of no kind, for the commune to answer. */
function inWords({ difficulties, proposals }: Judged['body']['texts']): MatterDraft[] {
  if (difficulties === '') return [];
  return [{ kind: 'other', text: difficulties, proposal: proposals, wanted: 'commune' }];
}

/** A name for something raised: the same words of the same group and period are the same thing, whoever reads the log. */
function idOf(prefix: string, group: string, period: Period, text: string): string {
  const hash = createHash('sha256').update(`${group} ${period} ${text}`).digest('base64url');
  return `${prefix}${hash.slice(0, 12)}`;
}
