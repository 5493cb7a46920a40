import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { LIMITS } from '../../core/ingest/faults.ts';
import { acceptedAnswer, batch, newerVersion, problem, submission } from '../../core/ingest/schema.ts';
import { declaredPaths } from './openapi-declared.ts';
import { routePaths } from './openapi-routes.ts';

const PROBLEM = { 'application/problem+json': { schema: problem } };
const ARROW = { 'application/vnd.apache.arrow.stream': { schema: z.string().meta({ format: 'binary' }) } };
const KEY = [{ apiKey: [] }, { session: [] }];

const root = z.string().meta({
  description: 'Đơn vị gốc: mã@ngày hiệu lực / root unit: code@validFrom',
  example: '48@2025-07-01'
});
const depth = z
  .enum(['country', 'province', 'district', 'commune', 'village', 'group'])
  .meta({ description: 'Cấp thấp nhất / lowest level' });
const period = z.string().meta({ description: 'YYYY-MM', example: '2026-10' });
const at = z.object({
  at: z
    .int()
    .optional()
    .meta({ description: 'Vị trí trong bản kê: nội dung không đổi / position of the manifest: immutable' })
});
const NOT_FOUND = { description: 'Không có / none', content: PROBLEM };

const filing: ZodOpenApiPathsObject = {
  '/api/v1/reports': {
    post: {
      operationId: 'fileReports',
      summary: 'Gửi một hoặc nhiều báo cáo / file one report or many',
      description:
        `Tất cả báo cáo của một lần gửi được nhận, hoặc không báo cáo nào. / All reports of a call are accepted, or none. ` +
        `≤ ${LIMITS.reports} reports, ≤ ${LIMITS.batchBytes} bytes (one report: ≤ ${LIMITS.reportBytes}).`,
      security: KEY,
      requestParams: {
        header: z.object({
          'Idempotency-Key': z.string().max(LIMITS.idempotencyKey).optional().meta({
            description: 'Gửi lại cùng nội dung được trả lời như cũ / the same body is answered as before'
          })
        })
      },
      requestBody: {
        required: true,
        content: { 'application/json': { schema: z.union([submission, batch]) } }
      },
      responses: {
        '201': answered('Đã nhận, đã ghi xuống đĩa / accepted, on disk'),
        '200': answered('Đã nhận từ trước với khóa này / accepted before under this key'),
        '400': { description: 'JSON hoặc tiêu đề sai / not JSON, or a wrong header', content: PROBLEM },
        '401': { description: 'Thiếu khóa API / no valid key', content: PROBLEM },
        '409': {
          description:
            'Khóa đã dùng cho nội dung khác, hoặc đã có bản mới hơn bản đã xem / ' +
            'key used for another body, or a newer version stands against basedOn',
          content: {
            'application/problem+json': { schema: z.union([problem, newerVersion]) }
          }
        },
        '413': { description: 'Quá lớn / too large', content: PROBLEM },
        '415': { description: 'Không phải JSON / not JSON', content: PROBLEM },
        '422': { description: 'Có lỗi, không lưu gì / faults, nothing stored', content: PROBLEM },
        '429': { description: 'Quá nhiều / too many', content: PROBLEM },
        '503': {
          description: 'Không ghi được, không nhận gì / could not write, nothing accepted',
          content: PROBLEM
        }
      }
    }
  }
};

const reading: ZodOpenApiPathsObject = {
  '/api/v1/snapshots/{root}/{depth}': {
    get: {
      summary: 'Bản kê của một phạm vi / manifest of a scope',
      requestParams: {
        path: z.object({ root, depth }),
        query: z.object({
          held: z.string().optional().meta({
            description:
              'Các vị trí đang giữ, cách nhau bằng dấu phẩy / places of the log that the caller holds, by commas'
          })
        })
      },
      responses: { '200': json('Vị trí và các phần / position and parts'), '404': NOT_FOUND }
    }
  },
  '/api/v1/snapshots/{root}/{depth}/{period}': {
    get: {
      summary: 'Số liệu một kỳ (Arrow IPC) / rows of one period (Arrow IPC stream)',
      requestParams: { path: z.object({ root, depth, period }), query: at },
      responses: {
        '200': { description: 'Arrow IPC', content: ARROW },
        '304': { description: 'Không đổi / unchanged' },
        '404': NOT_FOUND
      }
    }
  },
  '/api/v1/snapshots/{root}/{depth}/{period}/{indicator}': {
    get: {
      summary: 'Số liệu một chỉ số trong một kỳ / rows of one indicator in one period',
      requestParams: { path: z.object({ root, depth, period, indicator: z.string() }), query: at },
      responses: {
        '200': { description: 'Arrow IPC', content: ARROW },
        '304': { description: 'Không đổi / unchanged' },
        '404': NOT_FOUND
      }
    }
  },
  '/api/v1/units/{root}/{depth}': {
    get: {
      summary: 'Đơn vị và tổ của một phạm vi / units and groups of a scope',
      requestParams: { path: z.object({ root, depth }), query: at },
      responses: { '200': json('Theo cột / column by column'), '404': NOT_FOUND }
    }
  },
  '/api/v1/attainment': {
    get: {
      operationId: 'readAttainment',
      summary: 'Kết quả của một đơn vị so với mức giao / readings of one unit',
      description:
        'Một hoặc nhiều kỳ (period), hoặc một khoảng (from, to); tối đa 600 kết quả. / Periods one by one, or a span; at most 600 readings.',
      requestParams: {
        query: z.object({
          unit: root,
          period: z.array(period).optional(),
          from: period.optional(),
          to: period.optional(),
          indicator: z.array(z.string()).optional(),
          basis: z.enum(['all', 'approved']).default('all')
        })
      },
      responses: {
        '200': json('Kết quả / readings'),
        '400': { description: 'Sai tham số / wrong query', content: PROBLEM }
      }
    }
  }
};

const STRANGE = { '400': { description: 'Sai tham số / wrong query', content: PROBLEM } };
const running: ZodOpenApiPathsObject = {
  '/healthz': {
    get: {
      summary: 'Còn chạy / alive',
      security: [],
      responses: { '200': { description: 'OK' }, ...STRANGE }
    }
  },
  '/readyz': {
    get: {
      summary: 'Sẵn sàng / ready',
      security: [],
      responses: {
        '200': { description: 'OK' },
        ...STRANGE,
        '503': { description: 'Chưa sẵn sàng / not ready' }
      }
    }
  }
};

/** The interface for machines as OpenAPI 3.1, made from the schemas that validate what comes in. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Mạng Lưới',
      version: '1',
      description:
        'Báo cáo của các tổ công nghệ số cộng đồng và kết quả / reports of community digital groups and results',
      license: { name: 'MIT', identifier: 'MIT' }
    },
    servers: [{ url: '/' }],
    // What is public is read without either; how deep that is, the scope that is asked for decides.
    security: [{}, ...KEY],
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description:
            'Khóa API, quyền trong phạm vi một đơn vị / an API key, bound to the subtree of a unit: mangluoi key add …'
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'mangluoi.session_token',
          description: 'Phiên đăng nhập, chỉ từ trang của chính máy chủ / a session, from our own pages alone'
        }
      }
    },
    paths: named({ ...filing, ...reading, ...routePaths(KEY), ...declaredPaths(KEY), ...running })
  });
}

/** Every call has a name, by which generated clients call it: its declaration's, else its method and path. */
function named(paths: ZodOpenApiPathsObject): ZodOpenApiPathsObject {
  const nameOf = (method: string, path: string) =>
    method + path.replace(/^\/api\/v1/, '').replace(/\W+(\w?)/g, (_, first: string) => first.toUpperCase());
  return Object.fromEntries(
    Object.entries(paths).map(([path, calls]) => [
      path,
      Object.fromEntries(
        Object.entries(calls).map(([method, call]) => [
          method,
          { operationId: nameOf(method, path), ...call }
        ])
      )
    ])
  );
}

function answered(description: string) {
  return { description, content: { 'application/json': { schema: acceptedAnswer } } };
}

function json(description: string) {
  return { description, content: { 'application/json': { schema: z.looseObject({}) } } };
}
