import type { Chain, Holiday } from '../../domain/chain.ts';
import type { EntryBody } from '../../domain/entry.ts';
import { readJson } from '../core/data-file.ts';

const SHIPPED = ['binh-phuoc-2022', 'thuan-phuoc-2022', 'after-reform'] as const;

/** The chains and holidays of `data/chains` as entries: what every store begins with. */
export function shippedChains(): EntryBody[] {
  const chains = SHIPPED.map((name) => readJson<Chain>(`chains/${name}.json`));
  const { holidays } = readJson<{ holidays: Holiday[] }>('chains/holidays.json');
  return [
    { kind: 'chains', chains },
    { kind: 'holidays', holidays }
  ];
}
