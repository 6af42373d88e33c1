/** What is needed here of an output stream. */
type Output = Pick<NodeJS.WriteStream, 'on' | 'write'>;

/** The terminal or program that started us. Once it has closed a stream, what is written there is dropped. */
export interface Terminal {
  /** A sentence for a person, on standard error. */
  readonly say: (sentence: string) => void;
  /** A line for a program, on standard output. */
  readonly tell: (line: string) => void;
}

/**
 * Guards both streams: after a terminal is closed every write fails, and an `error` event without a listener is an uncaught
 * exception, whose report would fail again, for ever. A stream that has failed is never written to again.
 * @param lost called once per stream with the reason; must not write to the terminal
 */
export function openTerminal(
  { stdout, stderr }: { readonly stdout: Output; readonly stderr: Output },
  lost: (error: Error) => void,
): Terminal {
  return { say: guarded(stderr, lost), tell: guarded(stdout, lost) };
}

function guarded(stream: Output, lost: (error: Error) => void): (line: string) => void {
  let isDead = false;
  stream.on('error', (error: Error) => {
    if (isDead) return;
    isDead = true;
    lost(error);
  });
  return (line) => {
    if (!isDead) stream.write(`${line}\n`);
  };
}
