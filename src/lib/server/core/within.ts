/** What is answered within some milliseconds; null where nothing is, or where it fails. */
export async function within<T>(patienceMs: number, asked: Promise<T>): Promise<T | null> {
  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => (late = setTimeout(() => resolve(null), patienceMs)));
  try {
    return await Promise.race([asked.catch(() => null), patience]);
  } finally {
    clearTimeout(late);
  }
}
