import { hostileCorpus, type Hostile } from './corpus.ts';

/** Where the program runs, and by which key it is asked. */
export interface Target {
  readonly url: string;
  readonly key: string;
}

/** What became of one file. */
export interface Outcome {
  readonly file: Hostile;
  /** `refused: zipBomb`, `checked: 3 faults`, `422`, … */
  readonly said: string;
  /** From sending to the end of the program's work on it, milliseconds. */
  readonly ms: number;
  /** The most memory that its reader held, kilobytes; 0 where none was needed. */
  readonly readerKilobytes: number;
  /** What should not have come of it; null where all is well. */
  readonly wrong: string | null;
}

/** What became of all of them. */
export interface HostileRun {
  readonly outcomes: readonly Outcome[];
  /** How long an ordinary request took meanwhile, milliseconds, ascending. */
  readonly meanwhile: readonly number[];
}

interface State {
  readonly id: string;
  readonly stage: string;
  readonly refusalCode: string;
  readonly counts: { readonly faults: number; readonly warnings: number } | null;
  readonly measures: { readonly readerKilobytes: number };
}

const PATIENCE_MS = 30_000;

/** Sends the first `count` hostile files one after the other, and asks for something ordinary all the while. */
export async function runHostile(
  target: Target,
  count: number,
  told: (outcome: Outcome) => void = () => undefined
): Promise<HostileRun> {
  const meanwhile: number[] = [];
  let over = false;
  const asking = (async () => {
    while (!over) {
      const began = performance.now();
      const answer = await fetch(`${target.url}/api/v1/units/VN@1945-09-02/province`);
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`an ordinary request was answered ${answer.status}`);
      meanwhile.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const outcomes: Outcome[] = [];
  try {
    for (const file of hostileCorpus(count)) {
      const outcome = file.sort === 'json' ? await sendBody(target, file) : await sendFile(target, file);
      outcomes.push(outcome);
      told(outcome);
    }
  } finally {
    over = true;
    await asking;
  }
  return { outcomes, meanwhile: meanwhile.sort((a, b) => a - b) };
}

async function sendBody({ url, key }: Target, file: Hostile): Promise<Outcome> {
  const body = Buffer.from(file.bytes());
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const began = performance.now();
  const answer = await patiently(`${url}/api/v1/reports`, headers, body);
  await answer.arrayBuffer();
  const ms = performance.now() - began;
  const isRefused = answer.status >= 400 && answer.status < 500;
  return {
    file,
    said: String(answer.status),
    ms,
    readerKilobytes: 0,
    wrong: isRefused ? null : `answered ${answer.status}`
  };
}

/** Calls are limited by their number: one that comes too soon waits as long as it is told. */
async function patiently(url: string, headers: Record<string, string>, body: Buffer): Promise<Response> {
  for (;;) {
    const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
    if (answer.status !== 429) return answer;
    await new Promise((resolve) =>
      setTimeout(resolve, 1000 * Number(answer.headers.get('retry-after') ?? 1))
    );
  }
}

async function sendFile({ url, key }: Target, file: Hostile): Promise<Outcome> {
  const headers = { authorization: `Bearer ${key}` };
  const name = file.sort === 'csv' ? 'a.csv' : 'a.xlsx';
  const body = new Uint8Array(file.bytes());
  const began = performance.now();
  const ended = (said: string, readerKilobytes: number, wrong: string | null): Outcome => ({
    file,
    said,
    ms: performance.now() - began,
    readerKilobytes,
    wrong
  });
  const sent = await fetch(`${url}/api/v1/workbooks?name=${name}&period=2026-10`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body
  });
  if (sent.status !== 202) return ended(String(sent.status), 0, `answered ${sent.status}`);
  let state = (await sent.json()) as State;
  while (['receiving', 'reading', 'checking'].includes(state.stage)) {
    if (performance.now() - began > PATIENCE_MS) return ended(state.stage, 0, 'it never ended');
    await new Promise((resolve) => setTimeout(resolve, 15));
    state = (await (await fetch(`${url}/api/v1/workbooks/${state.id}`, { headers })).json()) as State;
  }
  const { stage, refusalCode, counts, measures } = state;
  const said = stage === 'refused' ? `refused: ${refusalCode}` : `checked: ${counts?.faults ?? 0} faults`;
  const isOurFault = refusalCode === 'readerDied' || refusalCode === 'tookTooMuch';
  const outcome = ended(said, measures.readerKilobytes, isOurFault ? said : null);
  await fetch(`${url}/api/v1/workbooks/${state.id}`, { method: 'DELETE', headers });
  return outcome;
}

/** The value below which a share of sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
