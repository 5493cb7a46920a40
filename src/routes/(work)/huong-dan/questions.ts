import type { Words } from '$lib/domain/indicator.ts';

/** A question that somebody comes with, where it is answered, and how to get there from the page that is open. */
export interface Question {
  readonly ask: Words;
  readonly answer: Words;
  /** The page that is open. */
  readonly start: string;
  /** What is clicked, one after the other; none where the answer is in sight. At most two. */
  readonly clicks: readonly string[];
  /** What then holds the answer. */
  readonly find: string;
}

/** One kind of people (the programme's: committee, operations centre, department, commune, group) with five questions each. */
export interface Persona {
  readonly id: 'committee' | 'centre' | 'department' | 'commune' | 'group';
  readonly name: Words;
  readonly where: Words;
  readonly questions: readonly Question[];
}

const w = (vi: string, en: string): Words => ({ vi, en });

/** The table of the user guide; a browser test walks every row of it. */
export const PERSONAS: readonly Persona[] = [
  {
    id: 'committee',
    name: w('Ban Chỉ đạo (màn hình lớn)', 'Steering committee (the wall)'),
    where: w('Màn hình lớn tự chuyển, không cần thao tác.', 'The wall turns by itself.'),
    questions: [
      {
        ask: w('Hôm nay bao nhiêu xã đạt chỉ tiêu?', 'How many communes meet the target today?'),
        answer: w('Dòng chữ lớn trên cùng của màn hình lớn', 'The large line at the top of the wall'),
        start: '/wall',
        clicks: [],
        find: '[data-field="headline"]'
      },
      {
        ask: w('Trụ cột nào tụt?', 'Which pillar falls behind?'),
        answer: w(
          'Ba ô trụ cột: tỷ lệ ô đạt và thay đổi',
          'The three pillars: share of cells met, and its change'
        ),
        start: '/wall',
        clicks: [],
        find: '[data-pillar][data-judged]'
      },
      {
        ask: w('Xã nào cần chỉ đạo ngay?', 'Which communes need attention now?'),
        answer: w('Danh sách “cần tập trung hỗ trợ”', 'The list “to be helped first”'),
        start: '/wall',
        clicks: [],
        find: '[data-field="highlights"] [data-support] b'
      },
      {
        ask: w('So với kỳ trước thế nào?', 'How does it compare with last period?'),
        answer: w('Bên cạnh con số lớn', 'Beside the large figure'),
        start: '/wall',
        clicks: [],
        find: '[data-field="change"]'
      },
      {
        ask: w('Số liệu đầy đủ đến đâu, tính đến ngày nào?', 'How complete is it, and as of when?'),
        answer: w(
          'Độ phủ cạnh con số; ngày giờ ở góc trên',
          'Coverage beside the figure; date and time at the top'
        ),
        start: '/wall',
        clicks: [],
        find: '[data-field="as-of"]'
      }
    ]
  },
  {
    id: 'centre',
    name: w('Trung tâm điều hành (IOC)', 'Operations centre (IOC)'),
    where: w(
      'Trang Điều hành: mọi việc cần chú ý, cập nhật trực tiếp.',
      'The operations room: all that wants attention, live.'
    ),
    questions: [
      {
        ask: w('Báo cáo nào vừa đến?', 'Which reports just arrived?'),
        answer: w('Ô “Vừa đến” và danh sách bên cạnh', 'The tile “arrivals” and the list beside it'),
        start: '/operations',
        clicks: [],
        find: '[data-tile="arrivals"] b'
      },
      {
        ask: w('Ai quá hạn, còn mấy giờ?', 'Who is late, how many hours are left?'),
        answer: w('Ô “Quá hạn” và “Sắp đến hạn”', 'The tiles “overdue” and “due soon”'),
        start: '/operations',
        clicks: ['[data-tile="overdue"]'],
        find: '[data-row][data-kind="overdue"]'
      },
      {
        ask: w('Số nào bất thường?', 'Which figures are odd?'),
        answer: w('Ô “Số liệu bất thường”', 'The tile “anomalies”'),
        start: '/operations',
        clicks: ['[data-tile="anomaly"]'],
        find: '[data-row][data-kind="anomaly"]'
      },
      {
        ask: w('Vướng mắc nào chưa ai nhận?', 'Which difficulties has nobody taken?'),
        answer: w('Ô “Vướng mắc chưa ai nhận”', 'The tile “difficulties nobody has”'),
        start: '/operations',
        clicks: ['[data-tile="matter"]'],
        find: '[data-row][data-kind="matter"]'
      },
      {
        ask: w('Kết nối còn sống không?', 'Is the connection alive?'),
        answer: w('Ô cuối cùng: trạng thái và độ trễ', 'The last tile: state and lag'),
        start: '/operations',
        clicks: [],
        find: '[data-tile="feed"][data-connection]'
      }
    ]
  },
  {
    id: 'department',
    name: w('Sở Khoa học và Công nghệ', 'Department of Science and Technology'),
    where: w(
      'Bản đồ, Tiến độ nộp, Duyệt và tổng hợp.',
      'The map, reporting progress, review and consolidation.'
    ),
    questions: [
      {
        ask: w('Đã đủ số để tổng hợp trước ngày 25?', 'Is there enough to consolidate before the 25th?'),
        answer: w(
          'Tiến độ nộp: theo từng cấp, còn thiếu ai',
          'Reporting progress: level by level, who is missing'
        ),
        start: '/chain',
        clicks: [],
        find: 'section[aria-labelledby="ladder"] li'
      },
      {
        ask: w('Chỉ tiêu nào hụt bao nhiêu người?', 'Which indicator lacks how many people?'),
        answer: w(
          'Bản đồ: ô “Còn thiếu”; chọn chỉ tiêu bên trái',
          'The map: “missing”; choose the indicator on the left'
        ),
        start: '/explore',
        clicks: [],
        find: '[data-field="unit-panel"] [data-field="gap"]'
      },
      {
        ask: w('Số này từ đâu?', 'Where is this number from?'),
        answer: w('Bấm vào chính con số', 'Click the number itself'),
        start: '/explore',
        clicks: ['[data-field="unit-panel"] [data-field="lineage"]'],
        find: '[data-field="formula"]'
      },
      {
        ask: w('Xuất báo cáo theo thể thức NĐ 30?', 'How do I print the report in due form?'),
        answer: w('Duyệt, tổng hợp › Tổng hợp › In', 'Review › Consolidation › Print'),
        start: '/review',
        clicks: ['a[href^="/review/consolidate"]'],
        find: '[data-verb="print"]'
      },
      {
        ask: w('Cách làm hay nào nhân rộng?', 'Which practices should spread?'),
        answer: w('Cách làm hay, thẻ “Chia sẻ”', 'Good practices, the list “shared”'),
        start: '/practices',
        clicks: ['[data-list="shared"]'],
        find: '[data-practice]'
      }
    ]
  },
  {
    id: 'commune',
    name: w('UBND xã, phường', 'People’s committee of a commune or ward'),
    where: w(
      'Duyệt báo cáo, tiến độ nộp, vướng mắc của địa bàn.',
      'Review, reporting progress and difficulties of one’s own area.'
    ),
    questions: [
      {
        ask: w('Tổ nào chưa nộp?', 'Which groups have not filed?'),
        answer: w(
          'Tiến độ nộp: danh sách tổ, chưa nộp đứng đầu',
          'Reporting progress: the groups, those missing first'
        ),
        start: '/chain',
        clicks: [],
        find: 'section[aria-labelledby="groups"] li'
      },
      {
        ask: w('Tổ nào cần trả lại?', 'Which reports are to be returned?'),
        answer: w('Duyệt: báo cáo có cảnh báo; bấm để xem', 'Review: reports with findings; click one'),
        start: '/review',
        clicks: ['[data-group] a'],
        find: '[data-report]'
      },
      {
        ask: w('Thôn, tổ dân phố nào yếu?', 'Which villages are behind?'),
        answer: w(
          'Bản đồ của xã: bảng xếp theo phần còn thiếu',
          'The commune on the map: the table by what is missing'
        ),
        start: '/explore',
        clicks: [],
        find: '[data-field="units-table"] [data-unit]'
      },
      {
        ask: w('Kiến nghị nào phải chuyển lên?', 'Which proposals must go up?'),
        answer: w('Vướng mắc: mở một mục, “Kiến nghị cấp trên”', 'Difficulties: open one, “escalate”'),
        start: '/matters',
        clicks: ['[data-row]'],
        find: '[data-matter]'
      },
      {
        ask: w('Tổ nào thiếu người, tập huấn, kinh phí?', 'Which groups lack people, training, funds?'),
        answer: w('Vướng mắc: lọc theo loại', 'Difficulties: filter by kind'),
        start: '/matters?kind=people&reach=within',
        clicks: [],
        find: 'h1[data-field="finding"]'
      }
    ]
  },
  {
    id: 'group',
    name: w('Tổ trưởng Tổ CNSCĐ (điện thoại)', 'Head of a community group (phone)'),
    where: w(
      'Trang Nộp báo cáo trên điện thoại, dùng được khi mất mạng.',
      'The filing page on the phone, which works without a network.'
    ),
    questions: [
      {
        ask: w('Tôi phải nộp gì, hạn nào?', 'What do I owe, and by when?'),
        answer: w('Ngay trang đầu, dưới tên tổ', 'On the first screen, under the group’s name'),
        start: '/report',
        clicks: [],
        find: '.period h3 + p'
      },
      {
        ask: w('Tháng trước tôi khai bao nhiêu?', 'What did I file last month?'),
        answer: w('Mở kỳ báo cáo: “tháng trước” cạnh từng ô', 'Open the period: “last month” at each field'),
        start: '/report',
        clicks: ['.period a.go'],
        find: 'fieldset [id$="-last"]'
      },
      {
        ask: w('Còn bao nhiêu hộ nữa thì đạt?', 'How many households more to the target?'),
        answer: w('Cùng trang đó, dưới ô nhập', 'On the same screen, under the field'),
        start: '/report',
        clicks: ['.period a.go'],
        find: 'fieldset .say strong'
      },
      {
        ask: w('Đã gửi thành công chưa, mất mạng thì sao?', 'Was it sent, and without a network?'),
        answer: w(
          'Dòng trạng thái của từng kỳ; báo cáo chờ tự gửi khi có mạng',
          'The state of each period; what waits goes out by itself'
        ),
        start: '/report',
        clicks: [],
        find: '.period [data-state]'
      },
      {
        ask: w('Vướng mắc của tôi ai trả lời?', 'Who answered my difficulty?'),
        answer: w('Nút “Trả lời” dưới tên tổ', 'The button “answers” under the group’s name'),
        start: '/report',
        clicks: ['a.go[href^="#/answers"]'],
        find: 'article.card .text, div:has(> h1) ~ p.quiet'
      }
    ]
  }
];
