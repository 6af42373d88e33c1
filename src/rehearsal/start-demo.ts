/** `--demo`: a rehearsal that starts with the host. */
import { startRandomRehearsal, type RehearsalOptions } from './rehearsal.ts';

/** What it says of itself. */
interface RehearsalWords {
  readonly say: (key: 'rehearsal', params: { readonly code: string; readonly number: number }) => string;
}

/** Starts the rehearsal and prints its game code; errors of simulated people are printed, too. */
export async function startDemo(
  demo: Omit<RehearsalOptions, 'seed' | 'report'>,
  print: (line: string) => void,
  { say }: RehearsalWords,
): Promise<void> {
  const reportError = (error: unknown) =>
    print(
      `A simulated person failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  const { gameCode } = await startRandomRehearsal({ ...demo, report: reportError });
  print(say('rehearsal', { code: gameCode, number: demo.players }));
}
