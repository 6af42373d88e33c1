import type { Options } from '../host/command-line.ts';
import type { Host } from '../host/host-types.ts';
import { startDemo } from '../rehearsal/demo.ts';

/** Lets simulated players in; says where they are, or why they are not. */
export async function letIn(
  { url: hostUrl, ownerToken }: Pick<Host, 'url' | 'ownerToken'>,
  wanted: NonNullable<Options['demo']>,
  say: (sentence: string) => void,
): Promise<void> {
  try {
    await startDemo({ ...wanted, hostUrl, ownerToken }, say);
  } catch (error) {
    say(`The rehearsal could not start: ${error instanceof Error ? error.message : String(error)}`);
  }
}
