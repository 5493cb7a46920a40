import { arch, availableParallelism } from 'node:os';
import { ratio, type Line } from './line.ts';

/** A line as cells: what, ours, theirs, how many times better, against whom. */
export function rowOf(line: Line): string[] {
  const { what, ours, theirs, unit, peer, note } = line;
  return [
    what,
    figure(ours, unit),
    figure(theirs, unit),
    `${figure(ratio(line))}×`,
    peer,
    ...(note ? [note] : [])
  ];
}

/** The page of results. */
export function resultsPage(results: readonly { topic: string; lines: readonly Line[] }[]): string {
  const version = process.versions.node.split('.')[0] ?? '';
  const machine = `Node ${version}, ${availableParallelism()} cores (${arch()}), headless Chromium with software WebGL`;
  const topics = results.map(({ topic, lines }) => {
    const rows = lines.map((line) => {
      const [what, ours, theirs, times, peer, note] = rowOf(line);
      return `| ${what} | ${ours} | ${theirs} | ${times} | ${peer}${note ? `; ${note}` : ''} |`;
    });
    return `## ${topic}\n\n| what | ours | theirs | better by | peer |\n|---|---:|---:|---:|---|\n${rows.join('\n')}\n`;
  });
  return `# Results of the bench

Written by \`npm run bench\` on ${machine}. Each figure is a median, and stands beside a peer's of the same run on the
same rows: trust the ratio, not the milliseconds. Over 1× ours is better, under 1× the peer is.

${topics.join('\n')}`;
}

function figure(value: number, unit = ''): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const text = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === '/s' ? `${text}/s` : unit ? `${text} ${unit}` : text;
}
