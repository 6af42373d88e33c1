/** Whoever was reading our output may have gone: that must not stop a game, or anything on the way to one. */
export function ignoreBrokenPipes(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stream.destroy());
}
