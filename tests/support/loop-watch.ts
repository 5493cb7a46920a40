// Loaded before the program (`--import`): measures for how long its loop is held, and tells it at an address of its own.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { AddressInfo } from 'node:net';

const file = process.env['LOOP_WATCH'];
if (file !== undefined && process.argv[1]?.endsWith('start.ts')) {
  let [held, cpuAt] = [0, process.threadCpuUsage()];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  // Counted in the thread's own time: what other programs of the machine take from it holds nobody up in theirs.
  setInterval(() => {
    const cpu = process.threadCpuUsage();
    held = Math.max(held, (cpu.user - cpuAt.user + cpu.system - cpuAt.system) / 1000);
    cpuAt = cpu;
  }, 5).unref();
  const server = createServer((_, response) => {
    response.end(JSON.stringify({ held, delay: delay.max / 1e6 }));
    held = 0;
    delay.reset();
  });
  server.listen(0, '127.0.0.1', () => {
    writeFileSync(file, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    server.unref();
  });
}
