import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';
import { draft, JANUARY, makeGroup, makeIndicator, makeUnit, reportDraft, SINCE } from './small-country.ts';

/** A real store's small country: two provinces, three communes, a group each but two in the first. */
export const ROOT: UnitKey = 'VN@1945-09-02';
export const DA_NANG: UnitKey = `48@${SINCE}`;
export const BINH_PHUOC: UnitKey = `45@${SINCE}`;
export const HAI_CHAU: UnitKey = `20194@${SINCE}`;
export const BA_NA: UnitKey = `20195@${SINCE}`;
export const BOM_BO: UnitKey = `19330@${SINCE}`;
export const FIRST_GROUP = '20194-1';

function structure(): EntryDraft[] {
  const units = [
    makeUnit('VN', 0, null, { validFrom: '1945-09-02' }),
    makeUnit('48', 1, ROOT),
    makeUnit('45', 1, ROOT),
    makeUnit('20194', 3, DA_NANG),
    makeUnit('20195', 3, DA_NANG),
    makeUnit('19330', 3, BINH_PHUOC)
  ];
  const groups = [
    makeGroup(FIRST_GROUP, HAI_CHAU),
    makeGroup('20194-2', HAI_CHAU),
    makeGroup('20195-1', BA_NA),
    makeGroup('19330-1', BOM_BO)
  ];
  return [
    draft({ kind: 'catalogue', indicators: [makeIndicator({ code: 'XHS01' })] }),
    draft({ kind: 'units', units }),
    draft({ kind: 'groups', groups }),
    reportDraft(FIRST_GROUP, JANUARY, { XHS01: 60 })
  ];
}

/** Makes a real store with that country and nobody in it; the caller closes it. */
export async function makeRealStore(place: {
  dataDir: string;
  databaseUrl?: string | undefined;
}): Promise<Store> {
  const store = await openStore(place);
  await store.settings.establish('real', 'window');
  await store.append(structure());
  await store.settings.complete();
  return store;
}
