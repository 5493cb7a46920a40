import { formatPeriod, reportedPeriod } from '../domain/period.ts';
import type { CurrentRuntime } from './current-runtime.ts';

/** A tree of fewer nodes is quick the first time too. */
const MANY_NODES = 20_000;

/**
 * Asks the heaviest pages of a large country once, behind the start, so that no visitor is the first to ask: code that
 * has never run is several times slower, and would hold the loop. What is asked is what everybody may ask for.
 */
export async function firstVisit({
  world,
  clock,
  ownAddress,
  log
}: Pick<CurrentRuntime, 'world' | 'clock' | 'ownAddress' | 'log'>): Promise<void> {
  const address = ownAddress();
  const { nodes } = world.tree;
  const top = nodes.find((node) => node.kind === 'unit' && node.parent < 0);
  if (nodes.length < MANY_NODES || address === null || top?.kind !== 'unit') return;
  const month = reportedPeriod(clock(), world.profile);
  const filed = world.indicators.find(({ indicator }) => indicator.kind === 'share')?.indicator.code;
  const subject = `unit=${top.key}&level=commune&indicator=${filed}`;
  const pages = [
    '/explore',
    `/explore?${subject}`,
    `/embed?${subject}`,
    `/explore/print?${subject}`,
    '/wall'
  ];
  const films = [month, month - 1].map(
    (period) => `/api/v1/replay/${top.key}/commune/${formatPeriod(period)}/${filed}`
  );
  for (const path of [...pages, ...films, '/api/v1/openapi.json']) {
    try {
      await (await fetch(address + path, { redirect: 'manual' })).arrayBuffer();
    } catch (fault) {
      log.debug(fault, `the first visit of ${path}`);
    }
  }
}
