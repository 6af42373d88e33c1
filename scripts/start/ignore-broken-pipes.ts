/** Whoever read what we print may be gone by now: that stops no game, and nothing that leads to one. */
export function ignoreBrokenPipes(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stream.destroy());
}
