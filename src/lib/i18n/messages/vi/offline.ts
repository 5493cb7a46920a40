/** What stands in the place of a page without a network. */
export const offline = {
  title: 'Không có mạng',
  words: 'Thiết bị này chưa kết nối được tới Mạng Lưới. Trang sẽ mở lại khi có mạng; chưa có gì bị mất.',
  filing: 'Mở trang nộp báo cáo',
  again: 'Thử lại'
} as const;
