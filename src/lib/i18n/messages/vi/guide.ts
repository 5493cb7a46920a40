import { common } from './common.ts';

/** The user guide. */
export const guide = {
  title: common.guide,
  lead: 'Mỗi trang phục vụ một nhóm người. Bảng dưới đây cho biết câu hỏi nào xem ở đâu và phải bấm mấy lần.',
  print: 'In hướng dẫn',
  table: 'Hỏi gì, xem ở đâu',
  question: 'Câu hỏi',
  where: 'Xem ở',
  clicks: 'Số lần bấm',
  open: common.open,
  none: 'thấy ngay',
  faces: common.pages,
  explore: common.map,
  exploreText:
    'Chọn kỳ và chỉ tiêu ở bên trái; bấm một xã trên bản đồ hoặc trong bảng để vào sâu hơn. Các cách xem trên bản đồ (xếp hạng, phân bố, diễn biến, so sánh…) lọc lẫn nhau. Bấm vào một con số để xem nó từ đâu: công thức, báo cáo, ai nộp, ai duyệt.',
  search: common.search,
  searchText:
    'Nhấn Ctrl K (⌘ K) hoặc phím / ở bất kỳ trang nào. Gõ không dấu, gõ tắt (“p hai chau”, “hc”), tên cũ trước ngày sắp xếp hoặc mã đều được. Enter mở bản đồ, Shift Enter mở hồ sơ.',
  unit: 'Hồ sơ đơn vị và tổ',
  unitText:
    'Mọi chỉ tiêu, lịch sử báo cáo, tiến độ kỳ này, vướng mắc, cách làm hay, mức giao kèm căn cứ, ranh giới và tên gọi qua các thời kỳ.',
  meeting: common.meetings,
  meetingText:
    'Trên bản đồ, bấm biểu tượng trình chiếu để thêm cách xem vào chương trình họp. Khi trình chiếu: ← → chuyển mục, gõ chữ cái đầu tên xã rồi Enter để đến xã đó, Shift G ghi kết luận. Lần họp sau mở đầu bằng việc đã giao và số liệu từ đó đến nay.',
  operations: common.operations,
  operationsText:
    'Việc cần chú ý trong ngày: quá hạn, sắp đến hạn, số liệu bất thường, vướng mắc chưa ai nhận. Phím j, k để di chuyển, Enter để mở; mỗi việc có thể nhận, giao, tạm hoãn, ghi là đã xong.',
  wall: common.wall,
  wallText:
    'Mở bằng đường dẫn do cơ quan thường trực cấp; tự chuyển theo danh sách trình chiếu, tự kết nối lại khi mất điện, mất mạng.',
  report: common.submitReport,
  reportText: 'Dùng trên điện thoại, điền được khi mất mạng; “đã gửi” chỉ hiện khi máy chủ đã nhận.',
  numbers: 'Đọc con số',
  numbersText:
    'Tỷ lệ là tổng tử số chia tổng mẫu số của các tổ đã nộp, luôn kèm độ phủ và tuổi số liệu. “Chưa có số liệu” không phải là 0 và không bị tính là không đạt. Mẫu số dưới 10 người là “mẫu số nhỏ”, không xếp loại. Màu chỉ mức hoàn thành chỉ tiêu: đạt, gần đạt, chưa đạt, đạt thấp.'
} as const;
