import type { testAlert } from '../../../api/alerts.ts';
import type { Answer } from '../../../api/declare.ts';
import { refuse, type Outcome } from '../../../api/outcome.ts';
import type { BacktestLine } from '../../../wire/alerts.ts';
import type { Asked } from '../../http/serve.ts';
import { patienceFrom } from '../../context/matters/patience.ts';
import { backtest } from './backtest.ts';
import { refusalOf, type AlertContext } from './judge-rule.ts';

const MONTHS = 12;
/** Tests that run at a time: each reads a year of the whole subtree. */
const MOST_TESTS = 2;
let tests = 0;

const BUSY = refuse(
  'tooMany',
  'testsRun',
  'Đang chạy thử cảnh báo khác. Hãy thử lại sau ít giây.',
  'Other alerts are being tested. Please try again in a few seconds.'
);

/** When a rule would have fired: lines of JSON, how far it is and at last what it found. */
export function runTest(
  context: AlertContext,
  { body: rule }: Pick<Asked<typeof testAlert>, 'body'>
): Outcome<Answer<typeof testAlert>> {
  const refused = refusalOf(context, rule);
  if (refused) return refused;
  if (tests >= MOST_TESTS) return BUSY;
  const { publisher, clock, log } = context.runtime;
  tests += 1;
  const encoder = new TextEncoder();
  const bytes = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async start(controller) {
      const say = (line: BacktestLine) => {
        try {
          controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        } catch {
          // Whoever asked has left; the test ends by its own bound.
        }
      };
      try {
        const progress = (done: number) => say({ done, of: MONTHS });
        say({
          answer: await backtest(publisher, rule, {
            now: clock(),
            patience: patienceFrom(process.env),
            progress
          })
        });
        controller.close();
      } catch (error) {
        log.error(error, 'an alert could not be tested');
        try {
          controller.error(error);
        } catch {
          // It was closed by whoever asked.
        }
      } finally {
        tests -= 1;
      }
    }
  });
  return { bytes };
}
