import { askServer } from '$lib/client/ask-server.ts';
import { failureOf, NO_ANSWER, type Failure } from '$lib/client/call.ts';
import type { AlertRule } from '$lib/domain/alert.ts';
import type { BacktestAnswer, BacktestLine } from '$lib/wire/alerts.ts';

/** Runs a rule over the past; `progress` hears how many months are done. */
export async function testRule(
  rule: AlertRule,
  progress: (done: number) => void
): Promise<BacktestAnswer | Failure> {
  try {
    const got = await askServer('/api/v1/alerts/test', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rule)
    });
    if (!got.ok || !got.body) return await failureOf(got);
    const reader = got.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = (rest + read.value).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) {
        const line = JSON.parse(text) as BacktestLine;
        if ('answer' in line) return line.answer;
        progress(line.done);
      }
    }
    return NO_ANSWER;
  } catch {
    return NO_ANSWER;
  }
}
