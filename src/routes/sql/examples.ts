import type { Words } from '$lib/domain/indicator.ts';

/** A query to begin with. */
export interface Example {
  readonly name: Words;
  readonly sql: string;
}

/** The indicator and month that examples ask for. */
export interface ExampleChoice {
  readonly indicator: string;
  /** `YYYY-MM`. */
  readonly month: string;
  /** Level of the units that are listed. */
  readonly level: string;
}

/** Good questions about what is loaded, for a start. */
export function examplesFor({ indicator, month, level }: ExampleChoice): readonly Example[] {
  const here = `indicator = '${indicator}' AND month = '${month}' AND level = '${level}'`;
  return [
    {
      name: { vi: 'Đơn vị còn thiếu nhiều nhất', en: 'Largest gaps' },
      sql: `SELECT full_name, parent, num, den, round(100 * rate, 1) AS rate_percent, gap\nFROM reading\nWHERE ${here} AND gap > 0\nORDER BY gap DESC\nLIMIT 20`
    },
    {
      name: { vi: 'Mỗi chỉ tiêu có bao nhiêu đơn vị đạt', en: 'How many units meet each target' },
      sql: `SELECT indicator, any_value(indicator_vi) AS name,\n       count(*) FILTER (state = 'met') AS met,\n       count(*) FILTER (state IN ('near', 'notMet', 'low')) AS not_met,\n       count(*) FILTER (state = 'noData') AS no_data\nFROM reading\nWHERE month = '${month}' AND level = '${level}' AND target IS NOT NULL\nGROUP BY indicator\nORDER BY met::DOUBLE / nullif(met + not_met, 0) DESC NULLS LAST`
    },
    {
      name: { vi: 'Diễn biến theo kỳ: tổng tử ÷ tổng mẫu', en: 'Over time: Σ num ÷ Σ den' },
      sql: `SELECT month, sum(num) AS num, sum(den) AS den, sum(num) / sum(den) AS rate\nFROM reading\nWHERE indicator = '${indicator}' AND level = '${level}'\nGROUP BY month\nORDER BY month`
    },
    {
      name: { vi: 'Tăng, giảm so với kỳ trước', en: 'Change from last period' },
      sql: `WITH two AS (\n  SELECT unit_code, full_name, month, rate,\n         lag(rate) OVER (PARTITION BY node ORDER BY month) AS before\n  FROM reading\n  WHERE indicator = '${indicator}' AND level = '${level}'\n)\nSELECT full_name, round(100 * before, 1) AS before_percent, round(100 * rate, 1) AS now_percent,\n       round(100 * (rate - before), 1) AS points\nFROM two\nWHERE month = '${month}' AND before IS NOT NULL\nORDER BY points DESC`
    },
    {
      name: { vi: 'Phường so với xã', en: 'Wards compared with communes' },
      sql: `SELECT unit_type, count(*) AS units, sum(num) AS num, sum(den) AS den,\n       round(100 * sum(num) / sum(den), 1) AS rate_percent\nFROM reading\nWHERE ${here} AND num IS NOT NULL\nGROUP BY unit_type\nORDER BY rate_percent DESC`
    },
    {
      name: {
        vi: 'Độ phủ thấp: số liệu chưa đủ để kết luận',
        en: 'Low coverage: not enough data to judge'
      },
      sql: `SELECT full_name, parent, expected, fresh, carried, round(100 * coverage, 1) AS coverage_percent\nFROM reading\nWHERE ${here} AND coverage < 0.8\nORDER BY coverage\nLIMIT 50`
    },
    {
      name: { vi: 'Trụ cột: tỷ lệ ô đạt', en: 'Pillars: share of cells met' },
      sql: `SELECT pillar, count(*) FILTER (state = 'met') AS met, count(*) AS cells,\n       round(100.0 * met / cells, 1) AS met_percent\nFROM reading\nWHERE month = '${month}' AND level = '${level}' AND state IN ('met', 'near', 'notMet', 'low')\nGROUP BY pillar\nORDER BY met_percent DESC`
    },
    {
      name: { vi: 'Đơn vị hai kỳ liền dưới nửa chỉ tiêu', en: 'Below half of target two periods running' },
      sql: `SELECT full_name, parent, count(*) AS periods, min(month) AS since\nFROM reading\nWHERE indicator = '${indicator}' AND level = '${level}' AND state = 'low'\nGROUP BY ALL\nHAVING count(*) >= 2\nORDER BY periods DESC, full_name`
    },
    {
      name: { vi: 'Tóm tắt bảng số liệu', en: 'A summary of the table' },
      sql: 'SUMMARIZE reading'
    }
  ];
}
