/** One sample, by its name with its labels as they are written. */
export type Samples = ReadonlyMap<string, number>;

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const META = new RegExp(`^# (TYPE|UNIT|HELP) (${NAME}) (.*)$`);
const SAMPLE = new RegExp(
  `^(${NAME})(\\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\n"])*",?)*\\})? (\\S+)$`
);
const NUMBER = /^(?:[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|[+-]Inf|NaN)$/i;

/**
 * Reads OpenMetrics 1.0 text by the letter, independent of whoever wrote it: every family has TYPE and HELP before its
 * samples and comes once, names end in their unit, counters in `_total` and are not negative, nothing comes twice, the
 * last line is `# EOF`. @throws Error that says where it is not so
 */
export function readOpenMetrics(text: string): Samples {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.pop() !== '# EOF') throw new Error('it does not end with # EOF');
  const [samples, done] = [new Map<string, number>(), new Set<string>()];
  let family = { name: '', type: '', unit: '', help: '', samples: 0 };
  const close = () => {
    if (family.name !== '' && (family.type === '' || family.help === '' || family.samples === 0))
      throw new Error(`${family.name} lacks its type, its help or its samples`);
    done.add(family.name);
  };
  for (const line of lines) {
    const [, kind = '', name = '', rest = ''] = META.exec(line) ?? [];
    if (kind !== '') {
      if (name !== family.name) {
        close();
        if (done.has(name)) throw new Error(`${name} comes twice`);
        family = { name, type: '', unit: '', help: '', samples: 0 };
      }
      if (family.samples > 0) throw new Error(`${line}: after samples`);
      const key = kind.toLowerCase() as 'type' | 'unit' | 'help';
      if (family[key] !== '') throw new Error(`${line}: a second time`);
      family[key] = rest;
      if (key === 'type' && !/^(?:gauge|counter)$/.test(rest)) throw new Error(line);
      if (key === 'unit' && !name.endsWith(`_${rest}`))
        throw new Error(`${line}: the name does not end in it`);
      if (key === 'help' && !/^[A-Z].*\.$/.test(rest)) throw new Error(`${line}: no sentence`);
      continue;
    }
    const [, sample = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
    const isOurs = sample === (family.type === 'counter' ? `${family.name}_total` : family.name);
    if (sample === '' || !isOurs || !NUMBER.test(value))
      throw new Error(`not a sample of ${family.name}: ${line}`);
    if (samples.has(sample + labels)) throw new Error(`${line}: a second time`);
    const number = Number(value.replace('Inf', 'Infinity'));
    if (family.type === 'counter' && !(number >= 0)) throw new Error(`${line}: a counter`);
    samples.set(sample + labels, number);
    family.samples += 1;
  }
  close();
  return samples;
}
