import { createInterface } from 'node:readline';

/** What a test can trigger, keyed by the first word of a line; each command gets the rest of the line. */
export type Commands = Readonly<Record<string, (rest: string) => unknown>>;

/** Runs the commands that a test writes to standard input, until it is closed. */
export function runCommands(commands: Commands): void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const [word = ''] = line.split(' ', 1);
    const command = commands[word];
    if (command === undefined) throw new Error(`There is no command "${word}".`);
    command(line.slice(word.length + 1));
  });
  // Waiting for commands must not keep the process alive.
  process.stdin.unref();
}
