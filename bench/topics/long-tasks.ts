import type { Browser, Page } from 'playwright-core';

/** An event of Chromium's trace, as far as it is looked at; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** By the clock. */
  readonly dur?: number;
  /** Of the processor, for this thread alone. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** A task of the page's main thread, milliseconds. */
export interface Task {
  readonly wall: number;
  /**
   * What the thread itself computed: on a machine whose cores also draw the page in software, serve it and file the
   * reports, the rest of `wall` is waiting for a core.
   */
  readonly cpu: number;
}

const CATEGORIES = ['devtools.timeline', 'toplevel'];

/** Does something with a page and answers the tasks of its main thread meanwhile. */
export async function tasksDuring(
  browser: Browser,
  page: Page,
  work: () => Promise<unknown>
): Promise<Task[]> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  return tasksOf(trace.traceEvents);
}

/** The page's main thread is the renderer's that ran the most script. */
function tasksOf(events: readonly TraceEvent[]): Task[] {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const mains = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf)
  );
  const calls = new Map<string, number>();
  for (const event of events)
    if (event.name === 'FunctionCall' && mains.has(threadOf(event)))
      calls.set(threadOf(event), (calls.get(threadOf(event)) ?? 0) + 1);
  const [main] = [...calls].sort(([, a], [, b]) => b - a)[0] ?? [];
  return events
    .filter((event) => threadOf(event) === main && event.ph === 'X' && event.name.endsWith('RunTask'))
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: tdur / 1000 }));
}
