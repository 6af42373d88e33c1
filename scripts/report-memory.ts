/** Preloaded into a process that is watched: tells the watcher once a minute what it holds after a collection. */
const MINUTE_MS = 60_000;

const timer = setInterval(() => {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ heapBytes: heapUsed + external, rss });
}, MINUTE_MS);
timer.unref();
// Listening for messages that never come must not keep the process alive.
process.channel?.unref();
