import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addressesOf, CannotListen, drain, listen } from './listen.ts';

const HERE = { host: '127.0.0.1', port: 0 };

test('a taken port is said in words', async () => {
  const first = createServer();
  await listen(first, HERE);
  const { port } = first.address() as AddressInfo;
  const second = listen(createServer(), { ...HERE, port });
  await expect(second).rejects.toThrow(CannotListen);
  await expect(second).rejects.toThrow(`PORT = ${port}: cổng đang có chương trình khác dùng`);
  first.close();
});

test('draining answers what was asked, then nobody can ask', async () => {
  const http = createServer((_, response) => void delay(300).then(() => response.end('answered')));
  await listen(http, HERE);
  const [address] = addressesOf(http);
  const asked = fetch(address!).then((answer) => answer.text());
  await delay(50);
  await drain(http, 5_000);
  expect(await asked).toBe('answered');
  await expect(fetch(address!)).rejects.toThrow();
});

test('draining does not wait for ever', async () => {
  const http = createServer(() => undefined);
  await listen(http, HERE);
  const [address] = addressesOf(http);
  const asked = fetch(address!).catch(() => 'cut');
  await delay(50);
  await drain(http, 100);
  expect(await asked).toBe('cut');
});
