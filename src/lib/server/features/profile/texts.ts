import type { Node } from '../../../domain/tree.ts';
import type { ProfileTexts } from '../../../wire/profile.ts';
import { factsOf } from '../../context/matters/matter-facts.ts';
import type { MatterDesk } from '../../context/matters/desk.ts';
import { patienceFrom } from '../../context/matters/patience.ts';
import { unitAt, unitView, viewOf } from '../../context/matters/views.ts';
import type { PracticeView } from '../../../api/practices.ts';
import { formatPeriod } from '../../../domain/period.ts';
import { mayDo, type ProfileDesk } from '../../context/profile/desk.ts';

const NEWEST = 5;

/** What is written at and below a node: difficulties, good practices, quick notes; null for whoever may not read texts there. */
export function profileTexts(desk: ProfileDesk, node: Node): ProfileTexts | null {
  if (!mayDo(desk, 'readTexts', node.ordinal)) return null;
  const { fold } = desk.publisher;
  const { steps, world } = fold;
  const { tree } = world;
  const isHere = (code: string) => {
    const group = tree.group(code);
    return group !== undefined && tree.isWithin(group.ordinal, node.ordinal);
  };
  const inbox = matterDesk(desk);
  const matters = [...steps.matters.all].filter(({ group, state }) => state !== 'closed' && isHere(group));
  const practices = [...steps.practices.all].filter(({ group }) => isHere(group));
  return {
    matters: {
      open: matters.length,
      newest: matters
        .sort((a, b) => b.since - a.since)
        .slice(0, NEWEST)
        .flatMap((matter) => {
          const fact = inbox.facts.of(matter);
          return fact ? [viewOf(inbox, matter, fact)] : [];
        })
    },
    practices: {
      told: practices.length,
      newest: practices
        .sort((a, b) => b.told.at - a.told.at)
        .slice(0, NEWEST)
        .flatMap(({ id, group, period, text, told, shared, commended }): PracticeView[] => {
          const of = tree.group(group);
          const from = unitAt(tree, of?.parent ?? -1);
          if (!of || !from) return [];
          const above = unitAt(tree, from.parent);
          return [
            {
              id,
              group: { code: group, name: of.group.name },
              from: unitView(from),
              above: above && unitView(above),
              period: formatPeriod(period),
              text,
              at: told.at,
              shared: shared && { at: shared.at, by: desk.names.of(shared.actor) },
              commended: commended && {
                at: commended.at,
                by: desk.names.of(commended.actor),
                note: 'note' in commended.body ? commended.body.note : ''
              },
              may: []
            }
          ];
        })
    },
    notes: notesBelow(desk, node)
  };
}

function notesBelow({ publisher }: ProfileDesk, node: Node): ProfileTexts['notes'] {
  const { steps, world } = publisher.fold;
  const notes: ProfileTexts['notes'][number][] = [];
  for (const one of world.tree.downward(node.ordinal)) {
    if (one.kind !== 'group') continue;
    for (const { at, body } of steps.notes.of(one.group.code).slice(0, NEWEST))
      notes.push({ group: one.group.name, at, text: body.text });
  }
  return notes.sort((a, b) => b.at - a.at).slice(0, NEWEST);
}

/** A desk for showing difficulties: nothing is done from here. */
function matterDesk({ publisher, clock, names, principal, now, day }: ProfileDesk): MatterDesk {
  const { fold } = publisher;
  const patience = patienceFrom(process.env);
  return {
    fold,
    clock,
    append: () => Promise.reject(new Error('nothing is written from a profile')),
    nameOf: names.of,
    patience,
    principal,
    now,
    day,
    facts: factsOf(fold.world, fold.steps, patience)
  };
}
