/** Bounds of what a workbook or a CSV file may hold, and of how long and how much its reader may work. */
export const BOUNDS = {
  /** Bytes of an upload. */
  fileBytes: 256 * 1024 * 1024,
  /** Bytes that an upload may hold once unpacked, all parts together. */
  unpackedBytes: 400 * 1024 * 1024,
  /** Unpacked to packed above which a part over `ratioFrom` bytes is a bomb; honest sheets stay under 50. */
  ratio: 150,
  ratioFrom: 4 * 1024 * 1024,
  entries: 1_000,
  /** Bytes of the parts that are read whole or held in memory. */
  partBytes: 8 * 1024 * 1024,
  stringBytes: 24 * 1024 * 1024,
  strings: 500_000,
  sheets: 50,
  /** Rows that hold anything, of all sheets together. */
  rows: 200_000,
  /** Cells that hold anything, of all sheets together; and elements of cells, empty ones included. */
  cells: 2_500_000,
  elements: 8_000_000,
  columns: 512,
  merges: 5_000,
  /** Characters of a cell (Excel's own bound), and as many of them as are kept. */
  cellText: 32_767,
  keptText: 10_050,
  /** Bytes of what the reader writes down. */
  keptBytes: 160 * 1024 * 1024,
  /** Megabytes: the reader's heap, and the whole process of the reader, over which it is ended. */
  heapMegabytes: 112,
  processMegabytes: 240,
  /** Milliseconds after which a reader is ended that still makes progress, and one that makes none. */
  wallMs: 120_000,
  stillMs: 5_000,
  /** Faults and warnings that are written down; the rest are counted. */
  findings: 20_000
} as const;

/** Bounds of what lies waiting between an upload and its commit. */
export const KEPT = {
  /** Uploads of one person, of everybody, and bytes of all. */
  perPerson: 20,
  all: 400,
  bytes: 2 * 1024 * 1024 * 1024,
  /** Milliseconds after which an upload is thrown away that nobody touched. */
  ageMs: 14 * 24 * 3_600_000,
  /** Readers at work at the same time. */
  readers: 2
} as const;
