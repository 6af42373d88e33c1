/** Preloaded into the process under test: reports its memory to the parent once a minute, after a garbage collection. */
const MINUTE_MS = 60_000;

const timer = setInterval(() => {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ heapBytes: heapUsed + external, rss });
}, MINUTE_MS);
timer.unref();
// Listening for messages that never come must not keep the process alive.
process.channel?.unref();
