import { readQuality } from '$lib/api/operations.ts';
import { operationsDeskFor } from '$lib/server/features/operations/answers.ts';
import { qualityFor } from '$lib/server/features/operations/quality.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';

export const GET = serve(readQuality, withDesk(operationsDeskFor, qualityFor));
