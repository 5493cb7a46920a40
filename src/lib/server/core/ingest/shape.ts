import type { z } from 'zod';
import { LIMITS, type FaultCode, type Faults } from './faults.ts';
import { submission, type Submission } from './schema.ts';

/** What a body holds, once its shape is known: null where a report's shape is wrong. */
export interface Submitted {
  readonly reports: readonly (Submission | null)[];
  /** Where each report lies in the body, as a JSON Pointer. */
  readonly paths: 'single' | 'batch';
}

type Issue = z.core.$ZodIssue;

/** Reads a parsed body as one report or many, and adds a fault for everything that has the wrong shape. */
export function readShape(body: unknown, faults: Faults): Submitted {
  if (!isObject(body)) {
    faults.add('', 'badShape', { what: 'cần một đối tượng JSON / a JSON object is needed' });
    return { reports: [], paths: 'single' };
  }
  if (!('reports' in body)) return { reports: [readReport(body, '', faults)], paths: 'single' };
  for (const name of Object.keys(body))
    if (name !== 'reports') faults.add(`/${name}`, 'unknownField', { what: name });
  const { reports } = body;
  if (!Array.isArray(reports))
    faults.add('/reports', 'badShape', { what: 'cần một danh sách / a list is needed' });
  else if (reports.length > LIMITS.reports)
    faults.add('/reports', 'tooManyReports', { limit: LIMITS.reports });
  else {
    return {
      reports: reports.map((report, index) => readReport(report, `/reports/${index}`, faults)),
      paths: 'batch'
    };
  }
  return { reports: [], paths: 'batch' };
}

/** Where a report lies in the body. */
export function reportPath(paths: Submitted['paths'], index: number): string {
  return paths === 'single' ? '' : `/reports/${index}`;
}

function readReport(report: unknown, path: string, faults: Faults): Submission | null {
  const read = submission.safeParse(report);
  if (read.success) return read.data;
  for (const issue of read.error.issues) addIssue(issue, path, report, faults);
  return null;
}

function addIssue(issue: Issue, path: string, report: unknown, faults: Faults): void {
  const at = path + issue.path.map((step) => `/${escape(String(step))}`).join('');
  const name = String(issue.path.at(-1) ?? '');
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) faults.add(`${at}/${escape(key)}`, 'unknownField', { what: key });
  } else if (issue.code === 'invalid_type') {
    const code: FaultCode = valueAt(report, issue.path) === undefined ? 'missingField' : 'badShape';
    faults.add(at, code, { what: code === 'missingField' ? name : typeInWords(issue.expected) });
  } else {
    faults.add(at, 'badShape', { what: issue.message });
  }
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (isObject(value) || Array.isArray(value) ? Reflect.get(value, step) : undefined),
    root
  );
}

function typeInWords(expected: string): string {
  const words: Record<string, string> = {
    string: 'cần một chuỗi ký tự / a text is needed',
    array: 'cần một danh sách / a list is needed',
    object: 'cần một đối tượng / an object is needed'
  };
  return words[expected] ?? expected;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A name as a step of a JSON Pointer (RFC 6901). */
function escape(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
