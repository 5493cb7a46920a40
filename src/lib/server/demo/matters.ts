import type { EntryBody, EntryDraft, LogEntry } from '../../domain/entry.ts';
import { placeOf } from '../../domain/matter-rules.ts';
import type { MatterKind, MatterStep, PracticeStep } from '../../domain/matter.ts';
import type { Tree, UnitNode } from '../../domain/tree.ts';
import { AGAIN, ANSWERS, COMMENDED, PASSED, THANKS } from './matter-texts.ts';
import { chance, hashText } from './random.ts';

/** Purposes of the draws of this file. */
const COURSE = 121;
const WAIT = 122;
const FATE = 123;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const VIETNAM_MS = 7 * HOUR_MS;

interface Coming {
  readonly at: number;
  readonly actor: string;
  readonly step: { readonly matter: MatterStep } | { readonly practice: PracticeStep };
}

/**
 * What becomes of the demo's difficulties and good practices: most are taken, answered and closed within days, some
 * climb to the province, some lie too long, a few come back; some practices are shared or to be commended. Made up of
 * what was raised alone, so that the same comes out every time.
 */
export class DemoMatters {
  readonly #tree: Tree;
  #coming: Coming[] = [];

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** Takes in what reports have raised and told. */
  take(entries: readonly LogEntry[]): void {
    for (const { at, body } of entries) {
      if (body.kind === 'matters')
        for (const step of body.steps) if (step.step === 'opened') this.#raise(step, at);
      if (body.kind === 'practices')
        for (const step of body.steps) if (step.step === 'told') this.#tell(step, at);
    }
  }

  /** The entries of all that happens before a moment, oldest first; each is given once. */
  until(moment: number): EntryDraft[] {
    const due = this.#coming.filter(({ at }) => at < moment).sort((a, b) => a.at - b.at);
    this.#coming = this.#coming.filter(({ at }) => at >= moment);
    return due.map(({ at, actor, step }) => ({ at, actor, body: bodyOf(step) }));
  }

  #raise({ id, group, kind }: Extract<MatterStep, { step: 'opened' }>, opened: number): void {
    const commune = placeOf({ group, at: null }, this.#tree);
    const province = commune && this.#tree.nodes[commune.parent];
    if (!commune || province?.kind !== 'unit') return;
    const hash = hashText(id);
    const course = chance(hash, COURSE);
    let at = opened;
    let turn = 0;
    const then = (actor: string, days: number, matter: MatterStep) => {
      at = officeHour(at + (0.15 + days * chance(hash, WAIT, turn)) * DAY_MS, chance(hash, WAIT, 64 + turn));
      turn += 1;
      this.#coming.push({ at, actor, step: { matter } });
    };
    const [here, above, filer] = [office(commune), office(province), headOf(this.#tree, group)];
    if (course < 0.07) return;
    then(here, 4, { step: 'taken', id, note: '' });
    if (course < 0.17) return;
    if (course < 0.31 || (kind === 'network' && course < 0.7)) {
      then(here, 4, { step: 'passed', id, to: province.key, note: PASSED });
      if (course < 0.2) return;
      then(above, 7, { step: 'taken', id, note: '' });
      if (course < 0.24) return;
      then(above, 9, { step: 'answered', id, note: answerTo(kind, 1) });
    } else {
      then(here, 7, { step: 'answered', id, note: answerTo(kind, 0) });
      if (course > 0.95) {
        then(filer, 6, { step: 'reopened', id, note: AGAIN });
        then(here, 3, { step: 'taken', id, note: '' });
        if (course > 0.97) then(here, 5, { step: 'answered', id, note: answerTo(kind, 1) });
      }
    }
    if (chance(hash, FATE) < 0.7 && course <= 0.95)
      then(filer, 9, { step: 'closed', id, note: chance(hash, FATE, 1) < 0.5 ? THANKS : '' });
  }

  #tell({ id, group }: Extract<PracticeStep, { step: 'told' }>, told: number): void {
    const commune = placeOf({ group, at: null }, this.#tree);
    const province = commune && this.#tree.nodes[commune.parent];
    if (!commune || province?.kind !== 'unit') return;
    const hash = hashText(id);
    const course = chance(hash, COURSE);
    const at = officeHour(told + (1 + 9 * chance(hash, WAIT)) * DAY_MS, chance(hash, WAIT, 1));
    if (course < 0.2)
      this.#coming.push({ at, actor: office(province), step: { practice: { step: 'shared', id } } });
    const note = COMMENDED[course < 0.05 ? 1 : 0];
    if (course < 0.12)
      this.#coming.push({
        at: at + HOUR_MS,
        actor: office(province),
        step: { practice: { step: 'commended', id, note } }
      });
  }
}

function bodyOf(step: Coming['step']): EntryBody {
  return 'matter' in step
    ? { kind: 'matters', steps: [step.matter] }
    : { kind: 'practices', steps: [step.practice] };
}

function answerTo(kind: MatterKind, level: 0 | 1): string {
  return ANSWERS[kind][level];
}

function office({ unit }: UnitNode): string {
  return `demo:UBND ${unit.fullName.charAt(0).toLocaleLowerCase('vi')}${unit.fullName.slice(1)}`;
}

function headOf(tree: Tree, group: string): string {
  return `demo:${tree.group(group)?.group.name ?? group}`;
}

/** The next moment at or after one that lies in an office's hours of a working day; `draw` in [0, 1) says when in it. */
function officeHour(moment: number, draw: number): number {
  let local = moment + VIETNAM_MS;
  const hour = (local % DAY_MS) / HOUR_MS;
  if (hour >= 17) local += DAY_MS;
  const day = new Date(local).getUTCDay();
  local += (day === 6 ? 2 : day === 0 ? 1 : 0) * DAY_MS;
  const start = local - (local % DAY_MS);
  return Math.max(Math.ceil(moment), Math.round(start + (7.5 + 9 * draw) * HOUR_MS - VIETNAM_MS));
}
