/** A stream of the process as far as it is written to here. */
type Output = Pick<NodeJS.WriteStream, 'on' | 'write'>;

/** Whoever started the app. When nobody listens any more what is said here goes nowhere. */
export interface Terminal {
  /** A sentence for a person, on standard error. */
  readonly say: (sentence: string) => void;
  /** A line for a program, on standard output. */
  readonly tell: (line: string) => void;
}

/**
 * Guards both streams: a terminal that was closed makes each write fail, and a failure that nobody listens to is an uncaught
 * exception, which would be written down, and fail again. The stream that died is never written to after that.
 * @param lost told once a stream why it is gone; must not say it on the terminal
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
