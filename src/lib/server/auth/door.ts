import type { Action } from '../../domain/access.ts';

/** The methods that a route may answer. A page's load is a GET, its form actions are a POST. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may knock at a route: `open` to everybody (the route itself refuses what is not theirs, by the scope that is
 * asked for), `signedIn` to whoever is known, or whoever holds an action somewhere. Beyond the door the route asks
 * `mayAt` for the very unit or group.
 */
export type Door = 'open' | 'signedIn' | { readonly may: Action };

/** The doors of routes, by the router's id (`/api/v1/reports`). A route that is in no table lets nobody in. */
export type Doors = Readonly<Record<string, Readonly<Partial<Record<Method, Door>>>>>;
