import type { z } from 'zod';
import type { Action } from '../domain/access.ts';
import type { Words } from '../domain/indicator.ts';
import type { RefusalKind } from './refusals.ts';

/** The methods that a route may answer. A page's load is a GET, its form actions are a POST. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may knock at a route: `open` to everybody (the route itself refuses what is not theirs, by the scope that is
 * asked for), `signedIn` to whoever is known, or whoever holds an action somewhere. Beyond the door the verb asks
 * `mayAt` for the very unit or group.
 */
export type Door = 'open' | 'signedIn' | { readonly may: Action };

/** A place that is not the asker's: what the tests of rights put into bodies. */
export interface ForeignPlace {
  readonly unit: string;
  readonly group: string;
  readonly id: string;
  readonly sha: string;
}

/** What is no JSON. */
export interface Bytes {
  /** Its media type, with a charset where it is text. */
  readonly media: string;
}

/** Everything that anybody needs to know of one call: door, address page, client and tests are made from it. */
export interface Declaration {
  readonly method: Method;
  /** With the names of its parts in braces: `/api/v1/matters/{id}`. */
  readonly path: `/api/v1/${string}`;
  readonly may: Door;
  readonly summary: Words;
  /** What the address takes by name: a text each, or a list of texts where a name may be there again. */
  readonly query?: z.ZodObject;
  /** What is sent as JSON. Nothing where absent. */
  readonly body?: z.ZodType;
  /** What is sent where it is no JSON: the verb gets its bytes. */
  readonly sends?: Bytes;
  /** How many bytes may be sent; 64 KB where nothing is said. */
  readonly bytes?: number;
  /** Whether it is done once for an `Idempotency-Key` (RULES 19). */
  readonly once?: true;
  readonly answer: z.ZodType | Bytes;
  /** 201 where something new comes of it, 202 where it is still at work, 204 where nothing is answered; else 200. */
  readonly status?: 201 | 202 | 204;
  /** What the verb itself refuses with, besides what every door and body may be refused for. */
  readonly refuses?: readonly RefusalKind[];
  /** What a refusal of the verb says beside its words, as further members of the problem. */
  readonly beside?: z.ZodObject;
  /** A body that would change something foreign if it were let in: for the tests of rights. */
  readonly foreign?: (place: ForeignPlace) => unknown;
}

/** A declaration, its literal types kept. */
export const declare = <const D extends Declaration>(declaration: D): D => declaration;

/** Answers are never changed by whoever reads them. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** The parts of a call's path by name. */
export type Params<D extends Declaration> = Readonly<Record<Names<D['path']>, string>>;
/** A call's body as the verb gets it, and as a client sends it. */
export type Body<D extends Declaration> = D extends { readonly body: infer B extends z.ZodType }
  ? z.output<B>
  : D extends { readonly sends: Bytes }
    ? Uint8Array
    : undefined;
export type Sent<D extends Declaration> = D extends { readonly body: infer B extends z.ZodType }
  ? Frozen<z.input<B>>
  : D extends { readonly sends: Bytes }
    ? Blob
    : undefined;
/** What the address says by name. */
export type Query<D extends Declaration> = D extends { readonly query: infer Q extends z.ZodType }
  ? z.output<Q>
  : Readonly<Record<never, never>>;
/** The same as a client writes it. */
export type Written<D extends Declaration> = D extends { readonly query: infer Q extends z.ZodType }
  ? Readonly<Extract<z.input<Q>, Record<string, string | undefined>>>
  : Readonly<Record<never, never>>;
export type Answer<D extends Declaration> = D extends { readonly answer: infer A extends z.ZodType }
  ? Frozen<z.output<A>>
  : Download;

/** What a refusal says beside its words: nothing of it where the verb was not asked. */
export type Beside<D extends Declaration> = D extends { readonly beside: infer B extends z.ZodType }
  ? Frozen<z.output<B>>
  : Readonly<Record<never, never>>;

/** An answer that is no JSON, as a verb makes it. */
export interface Download {
  readonly bytes: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;
  /** The name under which it is kept; absent where it is read as it comes. */
  readonly name?: string;
}

/** The route of a path as the router names it: `/api/v1/matters/[id]`. */
export function routeOf(path: string): string {
  return path.replace(/\{(\w+)\}/g, '[$1]');
}
