/** One value of a family, with what tells it from the others. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  /** A number; `Infinity` where something has never been. */
  readonly value: number;
}

/**
 * What a monitor is told of one thing. A `gauge` goes up and down, a `counter` only up while the program runs. A family
 * without samples is left out.
 */
export interface Family {
  /** In the alphabet of Prometheus, ending in its unit where it has one; a counter's without `_total`. */
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  /** A base unit: `seconds`, `bytes`; empty for plain numbers. */
  readonly unit: '' | 'seconds' | 'bytes';
  /** A sentence in English. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** The media type of what `openMetrics` writes. */
export const OPEN_METRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** Families as OpenMetrics 1.0 text, which Prometheus and its kin read. */
export function openMetrics(families: readonly Family[]): string {
  const lines = families
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, type, unit, help, samples }) => [
      `# TYPE ${name} ${type}`,
      ...(unit === '' ? [] : [`# UNIT ${name} ${unit}`]),
      `# HELP ${name} ${escaped(help)}`,
      ...samples.map(
        ({ labels, value }) =>
          `${name}${type === 'counter' ? '_total' : ''}${written(labels)} ${numberOf(value)}`
      )
    ]);
  return `${lines.join('\n')}\n# EOF\n`;
}

function written(labels: Sample['labels'] = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

function numberOf(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}
