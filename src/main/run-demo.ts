import type { Host } from '../host/host-types.ts';
import type { Options } from '../host/start/command-line.ts';
import { ENGLISH_WORDS } from '../host/start/terminal-words.ts';
import { startDemo } from '../rehearsal/start-demo.ts';

/** Starts a rehearsal with simulated players; says where to find it, or why it could not start. */
export async function runDemo(
  { url: hostUrl, ownerToken }: Pick<Host, 'url' | 'ownerToken'>,
  wanted: NonNullable<Options['demo']>,
  say: (sentence: string) => void,
): Promise<void> {
  try {
    await startDemo({ ...wanted, hostUrl, ownerToken }, say, ENGLISH_WORDS);
  } catch (error) {
    say(`The rehearsal could not start: ${error instanceof Error ? error.message : String(error)}`);
  }
}
