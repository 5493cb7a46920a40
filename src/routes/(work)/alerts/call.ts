import { askServer } from '$lib/client/ask-server.ts';
import type { AlertRule } from '$lib/domain/alert.ts';
import type { Language } from '$lib/i18n/language.ts';
import type { BacktestAnswer, BacktestLine } from '$lib/wire/alerts.ts';

/** What became of a call: null where it was done, else why not; empty where the server was not reached. */
export async function call(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown,
  language: Language
): Promise<string | null> {
  try {
    const got = await askServer(path, {
      method,
      ...(body === null
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    });
    return got.ok ? null : whyNot(await got.text(), got.status, language);
  } catch {
    return '';
  }
}

/** Runs a rule over the past; `progress` hears how many months are done. */
export async function testRule(
  rule: AlertRule,
  language: Language,
  progress: (done: number) => void
): Promise<BacktestAnswer | string> {
  try {
    const got = await askServer('/api/v1/alerts/test', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rule)
    });
    if (!got.ok || !got.body) return whyNot(await got.text(), got.status, language);
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
    return '';
  } catch {
    return '';
  }
}

function whyNot(text: string, status: number, language: Language): string {
  try {
    const { title, faults = [] } = JSON.parse(text) as {
      title?: string;
      faults?: readonly { message: Readonly<Record<Language, string>> }[];
    };
    return faults.map(({ message }) => message[language]).join(' ') || (title ?? String(status));
  } catch {
    return String(status);
  }
}
