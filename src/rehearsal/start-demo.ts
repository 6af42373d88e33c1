/** `--demo`: a rehearsal that starts with the host. */
import { HostError } from '../client/host-error.ts';
import { ERROR_KINDS, type ErrorKind } from '../protocol/host-warnings.ts';
import { startRandomRehearsal, type RehearsalOptions } from './rehearsal.ts';

/** What it says of itself, in the language of the terminal. */
interface RehearsalWords {
  readonly say: (
    key: 'rehearsal' | 'rehearsal_failed' | `storage_error.${ErrorKind}`,
    params?: Readonly<Record<string, string | number>>,
  ) => string;
}

/**
 * Starts the rehearsal and prints its game code, or why it could not start: the host goes on without it, as on a disk that is full. Errors
 * of simulated people are printed, too.
 */
export async function startDemo(
  demo: Omit<RehearsalOptions, 'seed' | 'report'>,
  print: (line: string) => void,
  { say }: RehearsalWords,
): Promise<void> {
  const reportError = (error: unknown) =>
    print(
      `A simulated person failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  try {
    const { gameCode } = await startRandomRehearsal({ ...demo, report: reportError });
    print(say('rehearsal', { code: gameCode, number: demo.players }));
  } catch (error) {
    const kind = storageErrorIn(error);
    print(say('rehearsal_failed', { why: kind === null ? messageOf(error) : say(`storage_error.${kind}`) }));
  }
}

/** Why nothing can be stored, if the host refused because of that. */
function storageErrorIn(error: unknown): ErrorKind | null {
  const problem = error instanceof HostError ? error.problem : null;
  return (
    ERROR_KINDS.find((kind) => problem?.reason === 'not_saved' && problem.params?.['error'] === kind) ?? null
  );
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
