import { isAbsolute } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

describe('settings', () => {
  it('have safe defaults', () => {
    const config = readConfig({ PORT: '' });
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      origin: null,
      databaseUrl: null,
      apiKey: null,
      smtpUrl: null,
      mailFrom: null,
      logLevel: 'info'
    });
    expect(isAbsolute(config.dataDir) && config.dataDir.endsWith('.data')).toBe(true);
  });

  it('let other sites frame nothing that is no plain origin', () => {
    expect(readConfig({}).embedOrigins).toEqual([]);
    for (const wrong of [
      '*',
      "'unsafe-inline'",
      'https://a.example/x',
      'https://a.example; script-src *',
      'a.example'
    ])
      expect(() => readConfig({ EMBED_ORIGINS: wrong }), wrong).toThrow(ConfigError);
  });

  it('are taken as given where they are right', () => {
    const env = {
      HOST: '0.0.0.0',
      PORT: '0',
      ORIGIN: 'https://ban-do.example/',
      DATA_DIR: '/srv/mangluoi',
      DATABASE_URL: 'postgresql://ml:secret@db:5432/ml',
      API_KEY: 'k'.repeat(16),
      EMBED_ORIGINS: 'https://danang.gov.vn, https://a.example:8443',
      BACKUP_DIR: '/srv/luu',
      BACKUP_HOUR: '23',
      LOG_LEVEL: 'debug',
      METRICS_TOKEN: 'token-of-16-chars'
    };
    expect(readConfig(env)).toEqual({
      backup: { dir: '/srv/luu', hour: 23, keep: 14 },
      host: '0.0.0.0',
      port: 0,
      origin: 'https://ban-do.example',
      dataDir: '/srv/mangluoi',
      databaseUrl: env.DATABASE_URL,
      apiKey: env.API_KEY,
      smtpUrl: null,
      mailFrom: null,
      embedOrigins: ['https://danang.gov.vn', 'https://a.example:8443'],
      webhookHosts: [],
      logLevel: 'debug',
      metricsToken: env.METRICS_TOKEN,
      oidc: null,
      publicDepth: null
    });
  });

  it('name a provider whole, and where it sends people back to', () => {
    const whole = {
      OIDC_ISSUER: 'https://id.example',
      OIDC_CLIENT_ID: 'm',
      OIDC_CLIENT_SECRET: 's',
      ORIGIN: 'https://m.example'
    };
    expect(readConfig(whole).oidc).toMatchObject({
      issuer: 'https://id.example',
      claim: 'email',
      name: 'id.example'
    });
    for (const missing of ['OIDC_ISSUER', 'OIDC_CLIENT_SECRET', 'ORIGIN'])
      expect(() => readConfig({ ...whole, [missing]: '' }), missing).toThrow(ConfigError);
  });

  it.each([
    ['HOST', 'my host'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['ORIGIN', 'mangluoi.example'],
    ['ORIGIN', 'https://mangluoi.example/path'],
    ['DATABASE_URL', 'mysql://localhost/ml'],
    ['API_KEY', 'too-short'],
    ['LOG_LEVEL', 'loud']
  ])('%s = %s is refused by one line that names it', (name, value) => {
    const refused = refusal({ [name]: value });
    expect(refused.lines).toHaveLength(1);
    expect(refused.message).toContain(name);
    expect(refused.message.includes(value)).toBe(name !== 'API_KEY' && name !== 'DATABASE_URL');
  });

  it('are refused all at once', () => {
    expect(refusal({ PORT: 'x', LOG_LEVEL: 'loud', API_KEY: 'short' }).lines).toHaveLength(3);
  });
});

function refusal(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('expected a ConfigError');
}
