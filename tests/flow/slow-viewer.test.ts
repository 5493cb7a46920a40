import { expect, test } from 'vitest';
import { formatScope, type Scope } from '../../src/lib/wire/scope.ts';
import { DeafViewer } from '../support/deaf-viewer.ts';
import { startLiveServer } from '../support/live-server.ts';
import { COUNTRY, countryStructure, GROUPS, JANUARY, reportDraft } from '../support/small-country.ts';

const EVERYTHING: Scope = { root: COUNTRY, depth: 'group' };
const MONTHS = Array.from({ length: 12 }, (_, k) => JANUARY + k);

test('who does not read is sent nothing more, costs a bounded memory, and starts anew when it reads again', async () => {
  const server = await startLiveServer({
    limits: { queuedBytes: 256 * 1024, deltaMs: 0 },
    fill: (store) =>
      store.append([
        ...countryStructure(),
        ...MONTHS.map((month) => reportDraft(GROUPS[0]!, month, { HD01: 1 }))
      ])
  });
  const scope = formatScope(EVERYTHING);
  const viewer = await DeafViewer.connect(server.origin);
  try {
    await viewer.subscribe({ scope, position: await server.store.head(), store: server.publisher.store });
    viewer.stopReading();
    const round = (k: number) =>
      server.store.append(
        GROUPS.map((group) => reportDraft(group, JANUARY, { HD01: k, XHS01: k % 100, KTS01: k }))
      );
    // Whatever the kernel's buffers hold, they are full at some point, and then the hub's bound is reached.
    for (let k = 0; server.hub.channels > 0 && k < 4_000; k++) await round(k);
    expect(server.hub.channels).toBe(0);
    const { deltas } = server.hub.counts;
    for (let k = 0; k < 20; k++) await round(k);
    expect(server.hub.counts.deltas).toBe(deltas);
    expect(server.hub.counts.resyncs.slow).toBe(0);
    viewer.readAgain();
    await viewer.hears(`"reason":"slow"`);
    expect(server.hub.counts.resyncs.slow).toBe(1);
  } finally {
    viewer.close();
    await server.close();
  }
});
