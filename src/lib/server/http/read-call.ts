import { z } from 'zod';
import type { Words } from '../../domain/indicator.ts';
import { isRefusal, refuse, type FieldFault, type Outcome, type Refusal } from '../../api/outcome.ts';
import { parseJson, readBody } from './body.ts';

/** Bytes of a call's body where nothing else is said. */
export const BODY_BYTES = 64 * 1024;
/** Faults that are listed. */
const MOST_FAULTS = 50;
const JSON_TYPE = /^application\/json *(;|$)/i;

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, Words>> = {
  string: { vi: 'chữ', en: 'a text' },
  number: { vi: 'số', en: 'a number' },
  int: { vi: 'số nguyên', en: 'a whole number' },
  boolean: { vi: 'true hoặc false', en: 'true or false' },
  array: { vi: 'danh sách', en: 'a list' },
  object: { vi: 'đối tượng', en: 'an object' }
};

/** A call's body as its shape says, or why it is not taken. */
export async function readSent<T>(
  request: Request,
  shape: z.ZodType<T>,
  mostBytes = BODY_BYTES
): Promise<Outcome<{ readonly sent: T; readonly bytes: Uint8Array }>> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? ''))
    return refuse(
      'notJsonType',
      'notJsonType',
      'Chỉ nhận application/json.',
      'Only application/json is accepted.'
    );
  const body = await readBytes(request, mostBytes);
  if (isRefusal(body)) return body;
  const json = parseJson(body.bytes);
  if (json === undefined)
    return refuse(
      'notJson',
      'badJson',
      'Nội dung không phải là JSON hợp lệ (UTF-8).',
      'The body is not valid JSON (UTF-8).'
    );
  const read = shape.safeParse(json, { reportInput: true });
  return read.success ? { sent: read.data, bytes: body.bytes } : refusalOf(read.error.issues, pointer);
}

/** What a call sends, or that it is too large. */
export async function readBytes(
  request: Request,
  mostBytes = BODY_BYTES
): Promise<Outcome<{ readonly bytes: Uint8Array }>> {
  const body = await readBody(request, mostBytes);
  if (body !== 'tooLarge') return body;
  return refuse(
    'tooLarge',
    'bodyTooLarge',
    `Nội dung gửi quá lớn: tối đa ${mostBytes.toLocaleString('vi-VN')} byte.`,
    `The body is too large: at most ${mostBytes.toLocaleString('en-GB')} bytes.`
  );
}

/** What an address says by name as its shape says, or why it is refused. */
export function readAddress<Shape extends z.ZodObject>(
  shape: Shape,
  given: URLSearchParams
): Outcome<{ readonly asked: z.output<Shape> }> {
  const read = shape.safeParse(namesIn(shape, given), { reportInput: true });
  return read.success ? { asked: read.data } : refusalOf(read.error.issues, (path) => `?${path.join('.')}`);
}

/** The names of an address: each with its texts where the shape takes a list of them, else with the last. */
function namesIn({ shape }: z.ZodObject, given: URLSearchParams): Record<string, unknown> {
  const lists = Object.keys(shape).filter((name) => given.has(name) && z.safeParse(shape[name], []).success);
  return {
    ...Object.fromEntries(given),
    ...Object.fromEntries(lists.map((name) => [name, given.getAll(name)]))
  };
}

/**
 * The same for an address of a page, which people keep, send and write themselves: what makes no sense in it, or is no
 * name of it, is as if it were not there.
 */
export function readLeniently<T>(shape: z.ZodType<T, Record<string, unknown>>, given: URLSearchParams): T {
  const said = Object.fromEntries(given);
  const read = shape.safeParse(said);
  if (read.success) return read.data;
  const strange = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : issue.path.slice(0, 1).map(String)
  );
  for (const name of strange) Reflect.deleteProperty(said, name);
  return shape.parse(said);
}

function refusalOf(issues: readonly Issue[], where: (path: readonly PropertyKey[]) => string): Refusal {
  const faults = issues.slice(0, MOST_FAULTS).flatMap((issue): FieldFault[] => {
    if (issue.code !== 'unrecognized_keys') return [faultOf(issue, where(issue.path))];
    return issue.keys.map((key) => ({
      path: where([...issue.path, key]),
      code: 'unknownField',
      message: { vi: `Không có trường “${shown(key)}”.`, en: `There is no field “${shown(key)}”.` }
    }));
  });
  const [first, ...rest] = faults;
  return first
    ? { refused: 'wrong', faults: [first, ...rest] }
    : refuse('wrong', 'badShape', 'Dữ liệu sai cấu trúc.', 'Invalid structure.');
}

function faultOf(issue: Issue, path: string): FieldFault {
  const [code, vi, en] = wordsOf(issue);
  return { path, code, message: { vi, en } satisfies Words };
}

/** Why a field is not taken, in our own words: those that a check of ours brings, never a library's. */
function wordsOf(issue: Issue): readonly [code: string, vi: string, en: string] {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? ['missingField', 'Thiếu mục này.', 'This is missing.']
        : [
            'badType',
            `Cần là ${TYPES[issue.expected]?.vi ?? 'kiểu khác'}.`,
            `This must be ${TYPES[issue.expected]?.en ?? 'of another type'}.`
          ];
    case 'too_big':
      return [
        'tooBig',
        `Quá lớn hoặc quá dài: tối đa ${issue.maximum}.`,
        `Too large or long: at most ${issue.maximum}.`
      ];
    case 'too_small':
      return [
        'tooSmall',
        `Quá nhỏ hoặc quá ngắn: ít nhất ${issue.minimum}.`,
        `Too small or short: at least ${issue.minimum}.`
      ];
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return ['badValue', `Chỉ nhận: ${values}.`, `One of: ${values}.`];
    }
    case 'custom': {
      const { vi, en }: Record<string, unknown> = issue.params ?? {};
      if (typeof vi === 'string' && typeof en === 'string') return ['badValue', vi, en];
      return ['badValue', 'Mục này không hợp lệ.', 'This is not valid.'];
    }
    default:
      return ['badValue', 'Mục này không hợp lệ.', 'This is not valid.'];
  }
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function shown(key: string): string {
  return key.length > 60 ? `${key.slice(0, 60)}…` : key;
}
