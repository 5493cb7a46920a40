import type { Door, Method } from '../../api/declare.ts';

/** The doors of routes, by the router's id (`/api/v1/reports`). A route that is in no table lets nobody in. */
export type Doors = Readonly<Record<string, Readonly<Partial<Record<Method, Door>>>>>;
