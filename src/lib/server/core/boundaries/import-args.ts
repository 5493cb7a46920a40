import { parseArgs } from 'node:util';
import { isDay, type Day } from '../../../domain/period.ts';
import { LEVELS, type Level } from '../../../domain/unit.ts';
import type { ToldFields } from './identity.ts';

export const IMPORT_HELP = `mangluoi import-boundaries <tệp.geojson> --level commune --valid-from 2025-07-01

Nhập ranh giới từ GeoJSON (kinh độ, vĩ độ WGS 84), đối chiếu mã và tên, sửa lỗi hình, rút gọn và đưa lên bản đồ ngay.
Imports boundaries from GeoJSON (WGS 84), checks codes and names, repairs, simplifies, and puts them on the map at once.

  --level        province, district, commune, village (country)
  --valid-from   ngày các mã trong tệp có hiệu lực / a day on which the file's codes hold: YYYY-MM-DD
  --source       nguồn, ghi vào sổ / where the file is from, kept in the log
  --dry-run      chỉ kiểm tra, không lưu / check only, store nothing
  --report       ghi báo cáo đầy đủ ra tệp JSON / write the whole report to a JSON file
  --within       mã hoặc tên đơn vị cấp trên của những hình không ghi / code or name of the parent of features that
                 name none
  --only         chỉ lấy phần của một đơn vị, ví dụ một tỉnh: mã hoặc tên / take one unit's part alone, such as a
                 province's: code or name
  --code-field   tên trường chứa mã, nếu không tự nhận ra / the property that holds the code, where it is not found
  --name-field   tên trường chứa tên / the property that holds the name
  --skip-suspicious  bỏ qua mã đáng ngờ, nhập phần còn lại / leave suspicious codes out, import the rest
  --trust-codes      tin mã dù tên khác / take codes even where the names differ
  --trust-places     nhận cả hình nằm xa vị trí đã biết của đơn vị / take shapes far from their unit's known place`;

/** What an import was told. */
export interface ImportWish {
  readonly path: string;
  readonly level: Level;
  readonly validFrom: Day;
  /** Empty where none was given. */
  readonly source: string;
  readonly dryRun: boolean;
  readonly report: string | null;
  readonly within: string | null;
  readonly only: string | null;
  readonly fields: ToldFields;
  readonly skipSuspicious: boolean;
  readonly trustCodes: boolean;
  readonly trustPlaces: boolean;
}

/** Reads the command's arguments: a wish, `help`, or what is wrong with them, in both languages. */
export function readImportArgs(args: readonly string[]): ImportWish | 'help' | { readonly wrong: string } {
  const parsed = parse(args);
  if (typeof parsed === 'string') return { wrong: parsed };
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0)
    return { wrong: 'Cần đúng một tệp GeoJSON / exactly one GeoJSON file is needed' };
  const level = LEVELS.findIndex((name) => name === values.level);
  if (level < 0 || LEVELS[level] === 'group') {
    return { wrong: '--level: country, province, district, commune, village' };
  }
  const validFrom = values['valid-from'];
  if (validFrom === undefined || !isDay(validFrom))
    return { wrong: '--valid-from: YYYY-MM-DD, ví dụ / such as 2025-07-01' };
  return {
    path,
    // LEVELS holds every level, in the order of Level.
    level: level as Level,
    validFrom,
    source: values.source?.normalize('NFC').trim() ?? '',
    dryRun: values['dry-run'] ?? false,
    report: values.report ?? null,
    within: values.within ?? null,
    only: values.only ?? null,
    fields: { code: values['code-field'] ?? null, name: values['name-field'] ?? null },
    skipSuspicious: values['skip-suspicious'] ?? false,
    trustCodes: values['trust-codes'] ?? false,
    trustPlaces: values['trust-places'] ?? false
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        level: { type: 'string' },
        'valid-from': { type: 'string' },
        source: { type: 'string' },
        report: { type: 'string' },
        within: { type: 'string' },
        only: { type: 'string' },
        'code-field': { type: 'string' },
        'name-field': { type: 'string' },
        'dry-run': { type: 'boolean' },
        'skip-suspicious': { type: 'boolean' },
        'trust-codes': { type: 'boolean' },
        'trust-places': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' }
      }
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
