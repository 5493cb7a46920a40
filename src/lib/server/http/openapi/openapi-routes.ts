import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { problem } from '../../core/ingest/schema.ts';
import { queryOf } from '../query-names.ts';

/** One call: what it is for, whether it sends or answers something that is no JSON. */
interface Call {
  readonly summary: string;
  readonly body?: z.ZodType;
  /** Media type of what is sent or answered where it is not JSON. */
  readonly sends?: string;
  readonly answers?: string;
}
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Calls = Readonly<Record<string, Readonly<Partial<Record<Method, Call | string>>>>>;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const BYTES = 'application/octet-stream';

/**
 * The calls of pages and machines that are told here by what they are for; what they take is judged where they are
 * answered. Every route under /api/v1 is here or in `openapi.ts`: a test compares them.
 */
const CALLS: Readonly<Record<string, Calls>> = {
  'Nộp báo cáo / filing': {
    '/api/v1/photos': { post: { summary: 'Gửi ảnh kèm báo cáo / send a photo', sends: 'image/jpeg' } },
    '/api/v1/photos/{sha}': { get: { summary: 'Ảnh của báo cáo / a photo', answers: 'image/jpeg' } }
  },
  'Tiến độ trên màn hình / progress on walls': {
    '/api/v1/wall/picture': { get: 'Số liệu đã duyệt của một trang / picture of a slide' },
    '/api/v1/wall/helpers': {
      get: 'Đơn vị nào đã nhận xử lý vướng mắc / whose office has taken up what was raised'
    }
  },
  'Excel, tệp ngành / workbooks': {
    '/api/v1/workbooks': {
      get: 'Các tệp đã gửi / uploads',
      post: { summary: 'Gửi tệp / upload a file', sends: BYTES }
    },
    '/api/v1/workbooks/template': { get: { summary: 'Mẫu Excel / template', answers: XLSX } },
    '/api/v1/workbooks/{id}/copy': {
      get: { summary: 'Bản trả lại có ghi lỗi / returned copy with its faults', answers: XLSX }
    }
  },
  'Danh mục / register': {
    '/api/v1/register/units': { post: 'Đơn vị hành chính / units' },
    '/api/v1/register/groups': { post: 'Tổ và nguồn số liệu / groups' },
    '/api/v1/register/catalogue': { post: 'Danh mục chỉ tiêu / catalogue' }
  },
  'Màn hình lớn / walls': {
    '/api/v1/replay/{root}/{depth}/{period}/{indicator}': {
      get: 'Phát lại kỳ báo cáo từ sổ / the month as it landed, frame by frame'
    }
  },
  'Ranh giới / boundaries': {
    '/api/v1/boundaries/{unit}/{level}': { get: 'Hình của các đơn vị (TopoJSON) / shapes' },
    '/api/v1/boundaries/context': { get: 'Hình xung quanh / surroundings' },
    '/api/v1/openapi.json': { get: 'Tài liệu này / this document' }
  }
};

const PROBLEM = { 'application/problem+json': { schema: problem } };
const ANY = z.looseObject({});

/** Those calls as paths of an OpenAPI document; `security` is who may come in. */
export function routePaths(security: readonly Readonly<Record<string, string[]>>[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const [tag, calls] of Object.entries(CALLS)) {
    for (const [path, methods] of Object.entries(calls)) {
      const operations = Object.entries(methods).map(([method, call]) => [
        method,
        operation(path, method, typeof call === 'string' ? { summary: call } : call, tag, security)
      ]);
      paths[path] = Object.fromEntries(operations) as ZodOpenApiPathsObject[string];
    }
  }
  return paths;
}

function operation(
  path: string,
  method: string,
  { summary, body, sends, answers }: Call,
  tag: string,
  security: readonly Readonly<Record<string, string[]>>[]
): ZodOpenApiOperationObject {
  const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  const query = queryOf(path, method.toUpperCase());
  const content = answers
    ? { [answers]: { schema: z.string().meta({ format: 'binary' }) } }
    : { 'application/json': { schema: ANY } };
  const sent = sends
    ? { [sends]: { schema: z.string().meta({ format: 'binary' }) } }
    : { 'application/json': { schema: body ?? ANY } };
  return {
    summary,
    tags: [tag],
    security: security.map((one) => ({ ...one })),
    ...(names.length > 0 || Object.keys(query).length > 0
      ? {
          requestParams: {
            path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))),
            query: z.object(
              Object.fromEntries(
                Object.entries(query).map(([name, description]) => [
                  name,
                  z.string().optional().meta({ description })
                ])
              )
            )
          }
        }
      : {}),
    ...(method === 'post' || method === 'put' || method === 'patch'
      ? { requestBody: { required: true, content: sent } }
      : {}),
    responses: {
      '2XX': { description: 'OK', content },
      '4XX': {
        description: 'Sai, không có quyền, hoặc không có / wrong, not allowed, or none',
        content: PROBLEM
      }
    }
  };
}
