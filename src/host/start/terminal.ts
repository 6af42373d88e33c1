import { escapeControls } from '../reporting/escape-controls.ts';

/** The part of an output stream that we need. */
type Output = Pick<NodeJS.WriteStream, 'on' | 'write'>;

/** The terminal or program that started us. Once a stream is closed, whatever is written to it is dropped. */
export interface Terminal {
  /** A sentence for a person, on standard error; control characters in it are written out. */
  readonly writeMessage: (sentence: string) => void;
  /** A line for a program, on standard output. */
  readonly writeOutput: (line: string) => void;
}

/**
 * Guards both streams: after a terminal is closed every write fails, and an `error` event without a listener is an uncaught
 * exception, whose report would fail again, for ever. A stream that has failed is never written to again.
 * @param onLost called once per stream with the reason; must not write to the terminal
 */
export function openTerminal(
  { stdout, stderr }: { readonly stdout: Output; readonly stderr: Output },
  onLost: (error: Error) => void,
): Terminal {
  const write = guarded(stderr, onLost);
  return {
    writeMessage: (sentence) => write(escapeControls(sentence)),
    writeOutput: guarded(stdout, onLost),
  };
}

function guarded(stream: Output, onLost: (error: Error) => void): (line: string) => void {
  let isBroken = false;
  stream.on('error', (error: Error) => {
    if (isBroken) return;
    isBroken = true;
    onLost(error);
  });
  return (line) => {
    if (!isBroken) stream.write(`${line}\n`);
  };
}
