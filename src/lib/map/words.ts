import type { MapWords } from './types.ts';

/** The map's own words in both languages (names of the archipelagos: RULES 24). */
export const MAP_WORDS: Readonly<Record<'vi' | 'en', MapWords>> = {
  vi: {
    region: 'Bản đồ mức hoàn thành chỉ tiêu',
    instructions:
      'Phím mũi tên: sang đơn vị bên cạnh. Enter: vào đơn vị đang chọn. Esc: lên một cấp. Phím +, −: phóng to, thu nhỏ. Phím 0: toàn cảnh.',
    eastSea: 'Biển Đông',
    hoangSa: ['Quần đảo Hoàng Sa', '(TP. Đà Nẵng)'],
    truongSa: ['Quần đảo Trường Sa', '(Khánh Hòa)'],
    inset: 'Quần đảo Hoàng Sa (TP. Đà Nẵng) và quần đảo Trường Sa (Khánh Hòa)',
    zoomIn: 'Phóng to',
    zoomOut: 'Thu nhỏ',
    wholeView: 'Toàn cảnh',
    stillPicture: 'Bản đồ tĩnh: trình duyệt này không hỗ trợ WebGL'
  },
  en: {
    region: 'Map of target attainment',
    instructions:
      'Arrow keys: to the next unit. Enter: into the chosen unit. Esc: one level up. Keys + and −: zoom. Key 0: whole view.',
    eastSea: 'East Sea',
    hoangSa: ['Hoang Sa', '(Da Nang)'],
    truongSa: ['Truong Sa', '(Khanh Hoa)'],
    inset: 'Hoang Sa (Da Nang) and Truong Sa (Khanh Hoa)',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    wholeView: 'Whole view',
    stillPicture: 'Static map: this browser does not support WebGL'
  }
};
