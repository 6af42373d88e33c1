/** The longest that a timer takes, ms. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Keeps the process alive during a step. While nothing listens, before the host does and after it has stopped, nothing else might:
 * the host's own timers never do.
 */
export async function holdingProcess<Result>(step: () => Promise<Result>): Promise<Result> {
  const hold = setInterval(() => undefined, LONGEST_MS);
  try {
    return await step();
  } finally {
    clearInterval(hold);
  }
}
