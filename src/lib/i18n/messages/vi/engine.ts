/** What is said of the query engine of a page. */
export const engine = {
  broke: 'Công cụ truy vấn đang khởi động lại… Màu và số liệu đang hiện vẫn đúng.',
  back: 'Công cụ truy vấn vừa khởi động lại (sau {seconds} giây). Màu và số liệu không bị ảnh hưởng.'
} as const;
