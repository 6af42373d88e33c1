/** `--demo`: a rehearsal that begins with the host. */
import { rehearse, type RehearsalOptions } from './rehearsal.ts';

/** Lets the simulated players in, and says where they are; what goes wrong with one of them is said, too. */
export async function startDemo(
  demo: Omit<RehearsalOptions, 'seed' | 'report'>,
  say: (line: string) => void,
): Promise<void> {
  const report = (error: unknown) =>
    say(
      `A simulated person stumbled: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  const { gameCode } = await rehearse({ ...demo, report });
  say(`The rehearsal is game ${gameCode}, with ${demo.players} simulated players.`);
}
