/** The first visit of the desk. */
export const tour = {
  label: 'Giới thiệu nhanh',
  step: 'Bước {n}/{all}',
  next: 'Tiếp',
  done: 'Bắt đầu dùng',
  skip: 'Bỏ qua',
  open: 'Giới thiệu nhanh trang này',
  headline:
    'Dòng chữ lớn nói ngay kết quả của kỳ: bao nhiêu đơn vị đạt, chưa đạt, chưa có số liệu. Đổi kỳ và chỉ tiêu ở bên trái.',
  map: 'Màu chỉ mức hoàn thành chỉ tiêu. Bấm một đơn vị để vào sâu hơn; các thẻ Xếp hạng, Phân bố, Diễn biến… là cách xem khác của cùng số liệu.',
  figure:
    'Bấm vào con số để xem nó từ đâu: công thức, từng báo cáo, ai nộp, ai duyệt. Bấm tên đơn vị để mở hồ sơ.',
  search: 'Tìm mọi đơn vị, tổ, chỉ tiêu: Ctrl K hoặc phím /, không cần gõ dấu. Xem thêm ở trang Hướng dẫn.',
  guide: 'Mở hướng dẫn'
} as const;
