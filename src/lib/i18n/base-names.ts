import { baseTexts } from './messages/bases.ts';
import type { AreaSpeech } from './texts.ts';

type Bases = (typeof baseTexts)['vi'];

const isKnown = (base: string): base is keyof Bases => Object.hasOwn(baseTexts.vi, base);

/** What a registered figure is called; one that the register alone knows is called as the register does. */
export function baseName({ t }: Pick<AreaSpeech<Bases>, 't'>, base: string): string {
  return isKnown(base) ? t(base) : base;
}
