/** `--demo`: a rehearsal that begins with the host. */
import { startRandomRehearsal, type RehearsalOptions } from './rehearsal.ts';

/** Lets the simulated players in, and says where they are; what goes wrong with one of them is said, too. */
export async function startDemo(
  demo: Omit<RehearsalOptions, 'seed' | 'report'>,
  print: (line: string) => void,
): Promise<void> {
  const reportError = (error: unknown) =>
    print(
      `A simulated person stumbled: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  const { gameCode } = await startRandomRehearsal({ ...demo, report: reportError });
  print(`The rehearsal is game ${gameCode}, with ${demo.players} simulated players.`);
}
