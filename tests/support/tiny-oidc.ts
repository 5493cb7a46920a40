import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A provider of OpenID Connect that vouches for whoever it is told to. */
export interface TinyOidc {
  readonly issuer: string;
  /** What it says of whoever comes next. */
  claims: Record<string, unknown>;
  close(): Promise<void>;
}

interface Pending {
  readonly nonce: string | null;
  readonly challenge: string | null;
}

/** Starts a provider on this machine. Codes are good once, PKCE is checked, ID tokens are signed RS256. */
export async function startTinyOidc(client: { id: string; secret: string }): Promise<TinyOidc> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
  const pending = new Map<string, Pending>();
  const oidc: { claims: Record<string, unknown> } = { claims: {} };
  let issuer = '';

  const signed = (claims: Record<string, unknown>) => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const head = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(claims)}`;
    return `${head}.${createSign('RSA-SHA256').update(head).sign(privateKey).toString('base64url')}`;
  };

  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const say = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') {
      say({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256']
      });
    } else if (url.pathname === '/jwks') say({ keys: [jwk] });
    else if (url.pathname === '/authorize') {
      const code = randomUUID();
      const { searchParams: asked } = url;
      pending.set(code, { nonce: asked.get('nonce'), challenge: asked.get('code_challenge') });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      response.writeHead(302, { location: back.href }).end();
    } else if (url.pathname === '/token') {
      void text(request).then((body) => {
        const form = new URLSearchParams(body);
        const code = form.get('code') ?? '';
        const known = pending.get(code);
        pending.delete(code);
        const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
        const isClient =
          form.get('client_secret') === client.secret || request.headers.authorization === `Basic ${basic}`;
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        if (!known || !isClient || challenge !== known.challenge) return say({ error: 'invalid_grant' }, 400);
        const now = Math.floor(Date.now() / 1000);
        const claims = { iss: issuer, aud: client.id, iat: now, exp: now + 300, ...oidc.claims };
        return say({
          access_token: randomUUID(),
          token_type: 'Bearer',
          expires_in: 300,
          id_token: signed(known.nonce === null ? claims : { ...claims, nonce: known.nonce })
        });
      });
    } else say({}, 404);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return Object.assign(oidc, {
    issuer,
    close: () => new Promise<void>((resolve) => void http.close(() => resolve()))
  });
}
