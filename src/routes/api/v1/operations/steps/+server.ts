import { stepOnRows } from '$lib/api/operations.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { operationsDeskFor } from '$lib/server/features/operations/answers.ts';
import { takeCaseSteps } from '$lib/server/features/operations/steps.ts';

export const POST = serve(stepOnRows, withDesk(operationsDeskFor, takeCaseSteps));
