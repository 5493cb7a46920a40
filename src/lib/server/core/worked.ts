/** What this thread has worked, or on an older Node the whole process: other programs of the machine do not count. */
const usage: () => NodeJS.CpuUsage =
  typeof process.threadCpuUsage === 'function' ? () => process.threadCpuUsage() : () => process.cpuUsage();

/** How long this thread has worked so far, milliseconds: two readings tell how long what lies between them took. */
export function workedMs(): number {
  const { user, system } = usage();
  return (user + system) / 1000;
}
