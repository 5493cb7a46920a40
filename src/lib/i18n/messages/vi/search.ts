import { common } from './common.ts';

/** Finding units, groups, indicators and pages. */
export const search = {
  open: common.search,
  label: 'Tìm đơn vị, tổ, chỉ tiêu, trang',
  placeholder: 'Tên xã, phường, tổ, chỉ tiêu… không cần gõ dấu',
  keys: 'Ctrl K',
  units: common.units,
  groups: 'Tổ, nguồn số liệu',
  indicators: common.indicators,
  pages: 'Trang',
  none: 'Không tìm thấy “{query}”. Hãy thử tên không dấu, tên cũ trước ngày sắp xếp, hoặc mã đơn vị.',
  hint: 'Gõ tên hoặc vài chữ cái đầu: “hc” là Hải Châu, “p hai chau”, “thuan phuoc”, 20242.',
  searching: common.searching,
  failed: 'Mất kết nối: chỉ tìm trong số liệu đã tải trên trang này.',
  former: 'gồm {name} cũ (trước {day})',
  formerAlways: 'gồm {name} cũ',
  past: 'đơn vị cũ, {from} – {to}',
  toMap: 'mở bản đồ',
  toProfile: 'mở hồ sơ',
  close: common.close,
  found: '{n} kết quả',
  map: common.map,
  guide: common.guide,
  account: 'Tài khoản của tôi'
} as const;
