import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** How the program was told to run, by environment variables. */
export interface Config {
  /** HOST: an address of this machine. 127.0.0.1 unless told otherwise: nobody else reaches it before somebody decides so. */
  readonly host: string;
  /** PORT: 0–65535, 3000 unless told otherwise; 0 takes any free one. */
  readonly port: number;
  /** ORIGIN: the address under which people reach it, behind a proxy for instance; null where it is the one it listens on. */
  readonly origin: string | null;
  /** DATA_DIR: folder of the SQLite file and of checkpoints; `.data` in the project. */
  readonly dataDir: string;
  /** DATABASE_URL: a PostgreSQL database; null for SQLite. */
  readonly databaseUrl: string | null;
  /** API_KEY: a first key for machines, at least 16 characters; null where none is wanted. */
  readonly apiKey: string | null;
  /** SMTP_URL: the mail server that reminders go through, `smtps://user:password@host:465`; null where none are mailed. */
  readonly smtpUrl: string | null;
  /** MAIL_FROM: who reminders come from; needed with SMTP_URL. */
  readonly mailFrom: string | null;
  /**
   * PUBLIC_DEPTH: how deep whoever opens the page sees without signing in; `none`, `commune`, or for tests of a demo
   * `group`. Null: nothing in a real store, down to communes in the demo.
   */
  readonly publicDepth: PublicDepth | null;
  /** EMBED_ORIGINS: sites that may show `/embed` in a frame, separated by spaces or commas; none unless told otherwise. */
  readonly embedOrigins: readonly string[];
  /** WEBHOOK_HOSTS: hosts that webhooks may go to, by commas or spaces; none named: any that lies outside. */
  readonly webhookHosts: readonly string[];
  /** OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: signing in at a provider; null where there is none. */
  readonly oidc: OidcConfig | null;
  /** BACKUP_DIR, BACKUP_HOUR (2), BACKUP_KEEP (14): a verified backup every night; null where none is wanted. */
  readonly backup: BackupPlan | null;
  /** METRICS_TOKEN: who sends it to `/metrics` is answered, at least 16 characters; null: nobody is. */
  readonly metricsToken: string | null;
  /** LOG_LEVEL: from which level pino logs. */
  readonly logLevel: LogLevel;
}

/** When backups are made by themselves, and how many are kept. */
export interface BackupPlan {
  readonly dir: string;
  /** Hour of the day in Viet Nam, 0–23. */
  readonly hour: number;
  /** So many of the newest are kept. */
  readonly keep: number;
}

/** How deep the public sees. */
export type PublicDepth = 'none' | 'commune' | 'group';

/** A provider of OpenID Connect that vouches for people who have an account here. */
export interface OidcConfig {
  /** Its address, under which `/.well-known/openid-configuration` lies. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** OIDC_CLAIM: which claim names the account, by login name or e-mail. `email` unless told otherwise. */
  readonly claim: string;
  /** OIDC_NAME: what the button says; the issuer's host unless told otherwise. */
  readonly name: string;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** Settings that nobody can run with; the message has one line for each and is meant for people. */
export class ConfigError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(`Cấu hình sai / wrong settings:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url));
/** Sites that may show a picture of ours. */
const MOST_ORIGINS = 20;
const SECRETS = new Set(['API_KEY', 'METRICS_TOKEN', 'DATABASE_URL', 'SMTP_URL', 'OIDC_CLIENT_SECRET']);

function wholeFrom(least: number, most: number) {
  const said = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,3}$/, said)
    .transform(Number)
    .refine((value) => value >= least && value <= most, said);
}

const secret = z.string().regex(/^[\x21-\x7e]{16,256}$/, '16 to 256 visible ASCII characters, no spaces');

const environment = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:%[\]-]+$/, 'an address or a host name, such as 127.0.0.1, 0.0.0.0 or ::')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'a whole number from 0 to 65535')
    .default(3000),
  ORIGIN: z
    .string()
    .refine(isOrigin, 'an origin without a path, such as https://mangluoi.example')
    .optional(),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z.string().refine(isPostgresUrl, 'postgres://user:password@host:port/database').optional(),
  API_KEY: secret.optional(),
  METRICS_TOKEN: secret.optional(),
  SMTP_URL: z.string().refine(isSmtpUrl, 'smtp://user:password@host:port or smtps://…').optional(),
  MAIL_FROM: z
    .string()
    .max(320)
    .regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/, 'an address, such as Mạng Lưới <bao-cao@mangluoi.example>')
    .optional(),
  PUBLIC_DEPTH: z.enum(['none', 'commune', 'group'], 'none or commune (group: tests of a demo)').optional(),
  WEBHOOK_HOSTS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((host) => host !== ''))
    .refine(
      (hosts) => hosts.every((host) => /^[\w.:-]{1,253}$/.test(host)),
      'host names or addresses, separated by commas'
    )
    .default([]),
  EMBED_ORIGINS: z
    .string()
    .transform(originsOf)
    .refine(
      (origins) => origins.length <= MOST_ORIGINS && origins.every(isFrameOrigin),
      'at most 20 origins without a path, such as https://cong.example'
    )
    .default([]),
  OIDC_ISSUER: z.string().refine(isWebAddress, 'an address of https, where the provider is').optional(),
  OIDC_CLIENT_ID: z.string().max(500).optional(),
  OIDC_CLIENT_SECRET: z.string().max(2000).optional(),
  OIDC_CLAIM: z
    .string()
    .regex(/^[\w.:-]{1,64}$/, 'the name of a claim, such as email')
    .default('email'),
  OIDC_NAME: z.string().max(60).optional(),
  BACKUP_DIR: z.string().optional(),
  BACKUP_HOUR: wholeFrom(0, 23).default(2),
  BACKUP_KEEP: wholeFrom(1, 366).default(14),
  LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).default('info')
});

/**
 * Reads the settings; an empty variable counts as absent.
 * @throws ConfigError with every wrong setting, its value (secrets left out) and what is allowed
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const names = Object.keys(environment.shape);
  const given: Record<string, string | undefined> = Object.fromEntries(
    names.map((name) => [name, env[name]?.trim() || undefined])
  );
  const read = environment.safeParse(given);
  if (!read.success) {
    const { issues } = read.error;
    const bad = names.flatMap((name) => issues.find((issue) => issue.path[0] === name) ?? []);
    throw new ConfigError(bad.map(({ path, message }) => wrong(String(path[0]), given, message)));
  }
  const {
    HOST,
    PORT,
    ORIGIN,
    DATA_DIR,
    DATABASE_URL,
    API_KEY,
    PUBLIC_DEPTH,
    EMBED_ORIGINS,
    WEBHOOK_HOSTS,
    SMTP_URL,
    MAIL_FROM,
    METRICS_TOKEN,
    LOG_LEVEL
  } = read.data;
  return {
    host: HOST,
    port: PORT,
    origin: ORIGIN ? new URL(ORIGIN).origin : null,
    dataDir: DATA_DIR ? resolve(DATA_DIR) : join(PROJECT, '.data'),
    databaseUrl: DATABASE_URL ?? null,
    apiKey: API_KEY ?? null,
    smtpUrl: SMTP_URL ?? null,
    mailFrom: MAIL_FROM ?? null,
    publicDepth: PUBLIC_DEPTH ?? null,
    webhookHosts: WEBHOOK_HOSTS.map((host) => host.toLowerCase()),
    embedOrigins: EMBED_ORIGINS.map((origin) => new URL(origin).origin),
    oidc: oidcOf(read.data),
    backup: read.data.BACKUP_DIR
      ? { dir: resolve(read.data.BACKUP_DIR), hour: read.data.BACKUP_HOUR, keep: read.data.BACKUP_KEEP }
      : null,
    metricsToken: METRICS_TOKEN ?? null,
    logLevel: LOG_LEVEL
  };
}

/** The provider, where it is named whole. @throws ConfigError */
function oidcOf(given: {
  readonly ORIGIN?: string | undefined;
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
  readonly OIDC_CLAIM: string;
  readonly OIDC_NAME?: string | undefined;
}): OidcConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = given;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new ConfigError([
      'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: cần cả ba / all three or none are needed'
    ]);
  if (given.ORIGIN === undefined)
    throw new ConfigError([
      'ORIGIN: OIDC cần địa chỉ của hệ thống / OIDC needs the address people are sent back to'
    ]);
  return {
    issuer,
    clientId,
    clientSecret,
    claim: given.OIDC_CLAIM,
    name: given.OIDC_NAME ?? new URL(issuer).host
  };
}

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}

function wrong(name: string, given: Record<string, string | undefined>, allowed: string): string {
  const shown = SECRETS.has(name) ? '(giá trị được giữ kín / value not shown)' : JSON.stringify(given[name]);
  return `${name} = ${shown}: cần / needs ${allowed}`;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    !url.search &&
    !url.hash &&
    !url.username
  );
}

function originsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

/** An origin that a content policy may name as it is. */
function isFrameOrigin(text: string): boolean {
  return isOrigin(text) && /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?\/?$/i.test(text);
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname.length > 0;
}
