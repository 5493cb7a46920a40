import type { Server } from 'node:http';
import { pino } from 'pino';
import { readConfig } from './core/config.ts';
import { startRuntime } from './runtime.ts';

/** `npm run dev`: the same store, log and live hub as `npm start`, on Vite's own HTTP server. */
export async function attachDev(http: Server): Promise<void> {
  const config = readConfig(process.env);
  const say = (line: string) => console.log(line);
  const runtime = await startRuntime(config, { http, log: pino({ level: config.logLevel }), say });
  if (runtime.firstKey) say(`  Khóa API của bản minh họa / demo API key: ${runtime.firstKey}`);
  http.once('close', () => void runtime.close());
}
