import type { Declaration } from './declare.ts';
import * as alerts from './alerts.ts';
import * as audit from './audit.ts';
import * as chain from './chain.ts';
import * as difficulties from './difficulties.ts';
import * as filing from './filing.ts';
import * as grid from './grid.ts';
import * as identity from './identity.ts';
import * as lookup from './lookup.ts';
import * as meetings from './meetings.ts';
import * as operations from './operations.ts';
import * as playlists from './playlists.ts';
import * as practices from './practices.ts';
import * as publicPage from './public-page.ts';
import * as queries from './queries.ts';
import * as review from './review.ts';
import * as targets from './targets.ts';
import * as register from './register.ts';
import * as wall from './wall.ts';
import * as workbooks from './workbooks.ts';

/** The areas of the interface by what they are called on its page, and their calls by name. */
export const AREAS: Readonly<Record<string, Readonly<Record<string, Declaration>>>> = {
  'Vướng mắc / difficulties': declarationsOf(difficulties),
  'Cách làm hay / practices': declarationsOf(practices),
  'Họp giao ban / meetings': declarationsOf(meetings),
  'Điều hành / operations': declarationsOf(operations),
  'Cảnh báo / alerts': declarationsOf(alerts),
  'Trang công khai / public page': declarationsOf(publicPage),
  'Màn hình lớn / walls': declarationsOf(playlists),
  'Tài khoản, thẻ, khóa, màn hình / accounts, cards, keys, screens': declarationsOf(identity),
  'Tiến độ, hạn nộp / chain': declarationsOf(chain),
  'Duyệt, tổng hợp / review and consolidation': declarationsOf(review),
  'Nộp báo cáo / filing': declarationsOf(filing),
  'Giao chỉ tiêu / targets': declarationsOf(targets),
  'Tra cứu, nguồn gốc số liệu / search and lineage': declarationsOf(lookup),
  'Truy vấn đã lưu / saved queries': declarationsOf(queries),
  'Nhật ký / audit': declarationsOf(audit),
  'Nhập số liệu toàn xã / filing for a commune': declarationsOf(grid),
  'Danh mục đơn vị và tổ / units and groups': declarationsOf(register),
  'Excel, tệp ngành / workbooks': declarationsOf(workbooks),
  'Tiến độ trên màn hình / progress on walls': declarationsOf(wall)
};

/** Every call that is declared. */
export const DECLARED: readonly Declaration[] = Object.values(AREAS).flatMap((area) => Object.values(area));

type In<Area> = Extract<Area[keyof Area], Declaration>;

/** Every call as a type: what a client may ask. */
export type Calls =
  | In<typeof difficulties>
  | In<typeof practices>
  | In<typeof identity>
  | In<typeof meetings>
  | In<typeof operations>
  | In<typeof alerts>
  | In<typeof playlists>
  | In<typeof publicPage>
  | In<typeof chain>
  | In<typeof review>
  | In<typeof filing>
  | In<typeof lookup>
  | In<typeof queries>
  | In<typeof audit>
  | In<typeof targets>
  | In<typeof grid>
  | In<typeof register>
  | In<typeof workbooks>
  | In<typeof wall>;

function declarationsOf(area: object): Record<string, Declaration> {
  return Object.fromEntries(
    Object.entries(area).flatMap(([name, value]: [string, unknown]) =>
      isDeclaration(value) ? [[name, value] as const] : []
    )
  );
}

function isDeclaration(value: unknown): value is Declaration {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value;
}
