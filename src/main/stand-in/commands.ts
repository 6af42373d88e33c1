import { createInterface } from 'node:readline';

/** What a test lets happen, by the word it writes; the rest of its line is handed over. */
export type Commands = Readonly<Record<string, (rest: string) => unknown>>;

/** Obeys a test's lines on standard input; a process that has none, or whose test is gone, goes on without. */
export function obeyCommands(commands: Commands): void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const [word = ''] = line.split(' ', 1);
    const command = commands[word];
    if (command === undefined) throw new Error(`There is no command "${word}".`);
    command(line.slice(word.length + 1));
  });
  // Listening for a test must not keep a process that has ended otherwise.
  process.stdin.unref();
}
