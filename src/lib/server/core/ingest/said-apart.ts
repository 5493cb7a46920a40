import { TEXT_NAMES } from '../../../domain/report.ts';
import type { Judged, ReportBody } from './validate.ts';

/**
 * The reports of a call that name a cell otherwise than an earlier one of the same call does for the same group and
 * period, although they are based on what their author was shown, which that earlier one is not: taking both would
 * overwrite in silence (RULES 9a). Those without `basedOn` are meant to follow each other, and the later one holds.
 */
export function saidApart(judged: readonly Judged[]): { readonly path: string; readonly what: string }[] {
  const earlier = new Map<string, Map<string, string>>();
  return judged.flatMap(({ path, body }) => {
    const key = `${body.period} ${body.group}`;
    const known = earlier.get(key) ?? new Map<string, string>();
    earlier.set(key, known);
    const cells = [...cellsOf(body)];
    const isBased = body.how?.basedOn !== undefined;
    const apart = isBased ? cells.filter(([what, says]) => (known.get(what) ?? says) !== says) : [];
    for (const [what, says] of cells) known.set(what, says);
    return apart.length > 0 ? [{ path, what: apart.map(([what]) => what).join(', ') }] : [];
  });
}

/** What a report names, each with what it says of it. */
function* cellsOf({ values, texts, how }: ReportBody): Generator<readonly [what: string, says: string]> {
  for (const { indicator, numerator, denominator } of values)
    yield [indicator, `${numerator}/${denominator}`];
  for (const name of TEXT_NAMES) if (texts[name] !== '') yield [name, texts[name]];
  for (const what of how?.withdrawn ?? []) yield [what, '\u0000'];
}
