import { common } from './common.ts';

/** The replay of a month. */
export const replay = {
  title: 'Phát lại',
  open: 'Phát lại kỳ này',
  notLive: 'Phát lại, không phải số liệu trực tiếp',
  asOf: 'Số liệu lúc {time}',
  atStart: 'Trước báo cáo đầu tiên của kỳ',
  play: 'Phát',
  pause: common.pause,
  again: 'Phát từ đầu',
  speed: 'Tốc độ',
  times: '{n}×',
  loop: 'Lặp lại',
  span: 'Khoảng thời gian',
  month: 'Cả kỳ',
  moment: 'Thời điểm',
  reached: '{time}: {filed}/{expected} tổ đã có số liệu chỉ tiêu này',
  filed: '{filed}/{expected} tổ đã có số liệu chỉ tiêu này',
  filedShort: '{filed}/{expected} tổ có số liệu',
  due: 'hạn {from}',
  back: 'Về số liệu trực tiếp',
  keys: 'Phím cách: phát hoặc dừng. Mũi tên: từng bước. Home, End: đầu và cuối.',
  loading: 'Đang tải các báo cáo…',
  empty: 'Kỳ này chưa có báo cáo nào cho chỉ tiêu này, nên chưa có gì để phát lại.',
  failed: 'Chưa tải được các báo cáo: mất kết nối.',
  forbidden: 'Tài khoản này không xem được phạm vi này.',
  retry: common.retry,
  signIn: common.signIn,
  burnUp: 'Số tổ có số liệu theo thời gian',
  calm: 'Máy đang tắt hiệu ứng chuyển động: kéo thanh hoặc dùng phím mũi tên để xem từng bước.'
} as const;
