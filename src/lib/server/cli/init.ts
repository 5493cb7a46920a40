import type { EntryBody } from '../../domain/entry.ts';
import { currentPeriod, formatPeriod, type PeriodProfile } from '../../domain/period.ts';
import { ChainBook } from '../../domain/chain-book.ts';
import type { Indicator } from '../../domain/indicator.ts';
import { Tree } from '../../domain/tree.ts';
import { parseUnitKey, type Unit } from '../../domain/unit.ts';
import { shippedChains } from '../demo/shipped.ts';
import { readJson } from '../core/data-file.ts';
import { countryUnits } from '../demo/country.ts';
import { openStore, type Store } from '../core/store/store.ts';
import { CommandRefused, type CommandInput } from './command.ts';

/** `mangluoi init`: makes an empty store a real one, with the catalogue of `data/catalogue`, the chains of `data/chains`, the country and, where asked, the provinces and communes of `data/units`. @throws CommandRefused */
export async function initStore({ config, args, say }: CommandInput): Promise<number> {
  const { profile, withUnits } = readArgs(args);
  const store = await openStore(config);
  try {
    await refuseUnlessNew(store, profile);
    const units = countryUnits().filter(({ level }) => withUnits || level === 0);
    const indicators = readJson<Indicator[]>('catalogue/indicators.json');
    if ((await store.head()) === 0) {
      const bodies: EntryBody[] = [{ kind: 'catalogue', indicators }, ...shippedChains()];
      // The country's node stands in every store: without it the reform of a province would be a second root.
      bodies.push({ kind: 'units', units });
      await store.append(bodies.map((body) => ({ at: Date.now(), actor: 'init', body })));
    }
    await store.settings.complete();
    say(
      `Đã tạo cơ sở dữ liệu chính thức / created a production database: ${config.databaseUrl ? 'PostgreSQL' : config.dataDir}`
    );
    say(`  ${indicators.length} chỉ số / indicators`);
    say(`  ${units.length} đơn vị / units`);
    for (const line of unattached(units)) say(line);
    say(`  kỳ hiện tại / current period: ${formatPeriod(currentPeriod(Date.now(), profile))} (${profile})`);
    if (!withUnits) say('Tiếp theo / next: mangluoi import-units <tệp / file>');
    say('Tiếp theo / next: mangluoi import-groups <tệp / file>, npm start');
    return 0;
  } finally {
    await store.close();
  }
}

/** The shipped chains of provinces that the store does not have: they hold once the units are imported. */
function unattached(units: readonly Unit[]): string[] {
  const tree = new Tree('window');
  for (const unit of units) tree.putUnit(unit);
  const book = new ChainBook();
  const chains = shippedChains().flatMap((body) => (body.kind === 'chains' ? body.chains : []));
  return chains
    .filter((chain) => book.unitOf(tree, chain) === undefined)
    .map(({ name, province, validFrom }) => {
      const code = parseUnitKey(province ?? '')?.code ?? '';
      return `  chưa gắn / attached to no unit yet: ${name.vi} (mã / code ${code}, ${validFrom})`;
    });
}

/** Lets an empty store through, and a real one whose making was cut off. */
async function refuseUnlessNew(store: Store, profile: PeriodProfile): Promise<void> {
  const { mode, complete, profile: decided } = await store.settings.read();
  if (mode === 'real' && !complete && decided === profile) return;
  if (mode === null && (await store.head()) === 0) return store.settings.establish('real', profile);
  const kind = mode === 'demo' ? 'minh họa / a demo' : 'thật / a real one';
  throw new CommandRefused(
    `Kho dữ liệu này đã có (${kind}): chọn DATA_DIR khác. / This store exists: choose another DATA_DIR.`
  );
}

/** `--profile x` or `--profile=x`, the window of NĐ 09/2019 where nothing is said; `--with-units`. */
function readArgs(args: readonly string[]): { profile: PeriodProfile; withUnits: boolean } {
  const words = args.flatMap((word) => word.split('='));
  let profile: PeriodProfile = 'window';
  let withUnits = false;
  for (let at = 0; at < words.length; at++) {
    const next = words[at + 1];
    if (words[at] === '--with-units') withUnits = true;
    else if (words[at] === '--profile' && (next === 'window' || next === 'calendar')) {
      profile = next;
      at++;
    } else
      throw new CommandRefused(
        'init [--profile window (15→14) | calendar (tháng dương lịch / calendar month)] [--with-units]'
      );
  }
  return { profile, withUnits };
}
