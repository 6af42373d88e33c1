/** Standard output is for the one line that the program which started us reads: whatever packages print goes elsewhere. */
import { Console } from 'node:console';
import { Writable } from 'node:stream';

/**
 * From now on, what anybody prints with this console is passed to `say`, each time as one text. `say` must not print with it.
 * @param target the process's own, on which packages print
 */
export function divertConsole(target: Console, say: (text: string) => void): void {
  const sink = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      say(String(chunk).trimEnd());
      done();
    },
  });
  // They are properties of each console, bound to where it prints.
  const diverted = Object.entries(new Console({ stdout: sink, colorMode: false }));
  Object.assign(target, Object.fromEntries(diverted.filter(([, value]) => typeof value === 'function')));
}
