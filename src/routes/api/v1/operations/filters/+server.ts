import { dropFilter, keepFilter, listFilters } from '$lib/api/operations.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { operationsDeskFor } from '$lib/server/features/operations/answers.ts';
import { removeFilter, savedFilters, saveFilter } from '$lib/server/features/operations/filters.ts';

export const GET = serve(listFilters, withDesk(operationsDeskFor, savedFilters));
export const POST = serve(keepFilter, withDesk(operationsDeskFor, saveFilter));
export const DELETE = serve(dropFilter, withDesk(operationsDeskFor, removeFilter));
