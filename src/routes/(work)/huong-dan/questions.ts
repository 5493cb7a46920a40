import type { Words } from '$lib/domain/indicator.ts';

/** A question that somebody comes with, where it is answered, and how to get there from the page that is open. */
interface Question {
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
    name: w('Ban Chỉ đạo (màn hình lớn)', 'Steering Committee (wall display)'),
    where: w(
      'Màn hình lớn tự chuyển, không cần thao tác.',
      'The wall display changes by itself; nothing to click.'
    ),
    questions: [
      {
        ask: w('Hôm nay bao nhiêu xã đạt chỉ tiêu?', 'How many communes meet the target today?'),
        answer: w('Dòng chữ lớn trên cùng của màn hình lớn', 'The headline at the top of the wall display'),
        start: '/wall',
        clicks: [],
        find: '[data-field="headline"]'
      },
      {
        ask: w('Trụ cột nào tụt lại?', 'Which pillar is falling behind?'),
        answer: w(
          'Ba trụ cột: tỷ lệ đạt chỉ tiêu qua 12 tháng',
          'The three pillars: share of targets met over twelve months'
        ),
        start: '/wall?kind=pillars',
        clicks: [],
        find: '[data-pillar][data-judged]'
      },
      {
        ask: w('Xã nào cần chỉ đạo ngay?', 'Which communes need attention now?'),
        answer: w(
          'Các ghi chú trên bản đồ: nơi còn thiếu nhiều nhất',
          'The notes on the map: where most is missing'
        ),
        start: '/wall',
        clicks: [],
        find: '[data-callout="gap"], [data-mark="gap"]'
      },
      {
        ask: w('So với kỳ trước thế nào?', 'How does it compare with last period?'),
        answer: w('Dưới con số lớn', 'Below the large figure'),
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
      'Operations: everything that needs attention, live.'
    ),
    questions: [
      {
        ask: w('Vừa nhận báo cáo nào?', 'Which reports just came in?'),
        answer: w(
          'Dải “Báo cáo đến từng nửa giờ” và danh sách dưới bản đồ',
          'The strip “Reports by half hour” and the list under the map'
        ),
        start: '/operations',
        clicks: [],
        find: '[data-tile="arrivals"] b'
      },
      {
        ask: w('Tổ nào quá hạn, còn mấy giờ?', 'Who is overdue, and how many hours are left?'),
        answer: w(
          'Mục “Quá hạn” và “Sắp hạn”; hạn kế tiếp ở cuối dải',
          'The tabs “Overdue” and “Due soon”; the deadline ahead at the end of the strip'
        ),
        start: '/operations',
        clicks: ['[data-tile="overdue"]'],
        find: '[data-row][data-kind="overdue"]'
      },
      {
        ask: w('Số liệu nào bất thường?', 'Which figures are unusual?'),
        answer: w('Mục “Bất thường”', 'The tab “Unusual”'),
        start: '/operations',
        clicks: ['[data-tile="anomaly"]'],
        find: '[data-row][data-kind="anomaly"]'
      },
      {
        ask: w('Vướng mắc nào chưa ai nhận?', 'Which difficulties are unclaimed?'),
        answer: w('Mục “Vướng mắc”', 'The tab “Difficulties”'),
        start: '/operations',
        clicks: ['[data-tile="matter"]'],
        find: '[data-row][data-kind="matter"]'
      },
      {
        ask: w('Kết nối còn hoạt động không?', 'Is the connection working?'),
        answer: w('Chấm ở góc trên: trạng thái và độ trễ', 'The dot in the upper corner: state and delay'),
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
      'The map, submission progress, review and consolidation.'
    ),
    questions: [
      {
        ask: w(
          'Đã đủ số liệu để tổng hợp trước ngày 25?',
          'Is there enough data to consolidate before the 25th?'
        ),
        answer: w(
          'Tiến độ nộp: theo từng cấp, tổ nào chưa nộp',
          'Submission progress: level by level, who has not submitted'
        ),
        start: '/chain',
        clicks: [],
        find: 'section[aria-labelledby="ladder"] li'
      },
      {
        ask: w('Chỉ tiêu nào còn thiếu bao nhiêu người?', 'How many people short is each indicator?'),
        answer: w(
          'Bản đồ: ô “Còn thiếu”; chọn chỉ tiêu bên trái',
          'The map: “Gap to target”; choose the indicator on the left'
        ),
        start: '/explore',
        clicks: [],
        find: '[data-field="unit-panel"] [data-field="gap"]'
      },
      {
        ask: w('Số này từ đâu?', 'Where does this figure come from?'),
        answer: w('Bấm vào chính con số', 'Click the figure itself'),
        start: '/explore',
        clicks: ['[data-field="unit-panel"] [data-field="lineage"]'],
        find: '[data-field="formula"]'
      },
      {
        ask: w('Xuất báo cáo đúng thể thức Nghị định 30 ở đâu?', 'How do I print the official report?'),
        answer: w('Duyệt, tổng hợp › Tổng hợp › In', 'Review, consolidate › Consolidation › Print'),
        start: '/review',
        clicks: ['a[href^="/review/consolidate"]'],
        find: '[data-verb="print"]'
      },
      {
        ask: w('Cách làm hay nào nhân rộng?', 'Which good practices should spread?'),
        answer: w(
          'Cách làm hay, thẻ “Đã chia sẻ toàn hệ thống”',
          'Good practices, the tab “Shared with everyone”'
        ),
        start: '/practices',
        clicks: ['[data-list="shared"]'],
        find: '[data-practice]'
      }
    ]
  },
  {
    id: 'commune',
    name: w('UBND xã, phường', 'People’s Committee of a commune or ward'),
    where: w(
      'Duyệt báo cáo, tiến độ nộp, vướng mắc của địa bàn.',
      'Review, submission progress and difficulties in your own area.'
    ),
    questions: [
      {
        ask: w('Tổ nào chưa nộp?', 'Which groups have not submitted?'),
        answer: w(
          'Tiến độ nộp: danh sách tổ, chưa nộp đứng đầu',
          'Submission progress: the groups, those not submitted first'
        ),
        start: '/chain',
        clicks: [],
        find: 'section[aria-labelledby="groups"] li'
      },
      {
        ask: w('Tổ nào cần trả lại?', 'Which reports should be returned?'),
        answer: w('Duyệt: báo cáo có lưu ý; bấm để xem', 'Review: reports with findings; click one'),
        start: '/review',
        clicks: ['[data-group] a'],
        find: '[data-report]'
      },
      {
        ask: w('Thôn, tổ dân phố nào yếu?', 'Which villages and residential groups are behind?'),
        answer: w('Bản đồ của xã: bảng xếp theo “Còn thiếu”', 'The commune on the map: the table by “Gap”'),
        start: '/explore',
        clicks: [],
        find: '[data-field="units-table"] [data-unit]'
      },
      {
        ask: w('Kiến nghị nào phải chuyển cấp trên?', 'Which proposals must be escalated?'),
        answer: w('Vướng mắc: mở một mục, “Chuyển lên …”', 'Difficulties: open one, “Escalate to …”'),
        start: '/matters',
        clicks: ['[data-row]'],
        find: '[data-matter]'
      },
      {
        ask: w('Tổ nào thiếu người, tập huấn, kinh phí?', 'Which groups lack people, training or funds?'),
        answer: w('Vướng mắc: lọc theo loại', 'Difficulties: filter by type'),
        start: '/matters?kind=people&reach=within',
        clicks: [],
        find: 'h1[data-field="finding"]'
      }
    ]
  },
  {
    id: 'group',
    name: w('Tổ trưởng Tổ CNSCĐ (điện thoại)', 'Group head (phone)'),
    where: w(
      'Trang Nộp báo cáo trên điện thoại, dùng được khi mất mạng.',
      'Submit a report, on the phone; it also works offline.'
    ),
    questions: [
      {
        ask: w('Tôi phải nộp gì, hạn nào?', 'What do I have to submit, and by when?'),
        answer: w('Ngay trang đầu, dưới tên tổ', 'On the first screen, under the group’s name'),
        start: '/report',
        clicks: [],
        find: '.period h3 + p'
      },
      {
        ask: w('Kỳ trước tôi khai bao nhiêu?', 'What did I submit last period?'),
        answer: w(
          'Mở kỳ báo cáo: số kỳ trước cạnh từng ô',
          'Open the period: last period’s figure beside each field'
        ),
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
        ask: w('Đã gửi thành công chưa, mất mạng thì sao?', 'Was it sent? What if I am offline?'),
        answer: w(
          'Dòng trạng thái của từng kỳ; báo cáo chờ tự gửi khi có mạng',
          'The state of each period; waiting reports are sent automatically'
        ),
        start: '/report',
        clicks: [],
        find: '.period [data-state]'
      },
      {
        ask: w('Vướng mắc của tôi ai trả lời?', 'Who answered my difficulty?'),
        answer: w(
          'Nút “Trả lời vướng mắc” dưới tên tổ',
          'The button “Answers to your difficulties” under the group’s name'
        ),
        start: '/report',
        clicks: ['a.go[href^="#/answers"]'],
        find: 'article.card .text, div:has(> h1) ~ p.quiet'
      }
    ]
  }
];
