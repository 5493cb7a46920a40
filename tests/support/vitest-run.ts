import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What one test file came to. */
export interface FileOutcome {
  /** The file's whole path. */
  readonly name: string;
  /** Tests by what they came to; a file that could not be loaded is one that failed. */
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** By the clock. */
  readonly seconds: number;
}

/** What one run of Vitest came to. */
export interface RunOutcome {
  readonly files: readonly FileOutcome[];
  /** Why it is red though no file of it is: an error outside of every test, or a run that told nothing; null where it is not. */
  readonly fault: string | null;
}

type Report = {
  testResults: {
    name: string;
    status: string;
    /** Milliseconds of the clock. */
    startTime: number;
    endTime: number;
    assertionResults: { status: string }[];
  }[];
};

/**
 * Runs Vitest once over what `words` choose and reads its report. `run` is given the words of the command and fails
 * where Vitest ends with an error; `report` names the file of the report in `folder`.
 */
export async function runVitest(
  run: (words: string[]) => Promise<void>,
  folder: string,
  report: string,
  words: readonly string[]
): Promise<RunOutcome> {
  const file = join(folder, `${report}.json`);
  rmSync(file, { force: true });
  let fault: string | null = null;
  try {
    await run(['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...words]);
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
  }
  if (!existsSync(file)) return { files: [], fault: fault ?? 'no report was written' };
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const files = testResults.map((one) => {
    const count = (status: string) => one.assertionResults.filter((test) => test.status === status).length;
    const [passed, failed] = [count('passed'), count('failed')];
    return {
      name: one.name,
      passed,
      failed: failed === 0 && one.status === 'failed' ? 1 : failed,
      skipped: one.assertionResults.length - passed - failed,
      seconds: (one.endTime - one.startTime) / 1000
    };
  });
  return { files, fault: files.some(({ failed }) => failed > 0) ? null : fault };
}
