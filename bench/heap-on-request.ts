/** Preloaded into a host under test, with `--expose-gc`: tells its parent how much its heap holds, after a garbage collection. */
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
// Listening for messages that never come must not keep the process alive.
process.channel?.unref();
