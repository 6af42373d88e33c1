/** Rehearsals on this host: games with simulated people, whose implementation is passed in. */

/** What a rehearsal needs from the host. */
interface RehearsalOptions {
  readonly hostUrl: string;
  /** Of whoever the game belongs to. */
  readonly ownerToken: string;
  readonly players: number;
  /** Whether the banker is simulated too. */
  readonly banker: boolean;
  /** The idempotency key to create the game with: repeated, the people join the same game. Absent: a new one. */
  readonly key?: string | undefined;
  /** Asked with the game's code before anybody joins: if it says no, nobody does. Absent: they may. */
  readonly mayPlay?: (gameCode: string) => Promise<boolean>;
  /** Receives unexpected errors; mistakes that people make are not among them. */
  readonly report: (error: unknown) => void;
}

interface RunningRehearsal {
  readonly gameCode: string;
  /** Resolves when everyone has left. */
  readonly over: Promise<void>;
  stop(): Promise<void>;
}

/** Rejects with an error that has the `problem` with which the host refused, if that is why. */
export type StartRehearsal = (order: RehearsalOptions) => Promise<RunningRehearsal>;

type RehearsalChoice = Pick<RehearsalOptions, 'players' | 'banker' | 'key' | 'ownerToken' | 'mayPlay'>;

export interface Rehearsals {
  /** Resolves with the game's code. */
  start(choice: RehearsalChoice): Promise<string>;
  /** Whether this host started the game as a rehearsal. Forgotten when the host restarts. */
  isRehearsal(code: string): boolean;
  /** Stops every rehearsal. */
  close(): Promise<void>;
}

/** @param hostUrl returns the host's own URL; called when a rehearsal starts */
export function createRehearsals(
  startRehearsal: StartRehearsal,
  hostUrl: () => string,
  report: (message: string, error: unknown) => void,
): Rehearsals {
  const running = new Set<RunningRehearsal>();
  const startedCodes = new Set<string>();
  let isClosed = false;

  const start = async (choice: RehearsalChoice) => {
    const reportError = (error: unknown) => report('a simulated person stumbled', error);
    const rehearsal = await startRehearsal({ ...choice, hostUrl: hostUrl(), report: reportError });
    running.add(rehearsal);
    startedCodes.add(rehearsal.gameCode);
    void rehearsal.over.then(() => running.delete(rehearsal));
    if (isClosed) await rehearsal.stop();
    return rehearsal.gameCode;
  };

  return {
    start,
    isRehearsal: (code) => startedCodes.has(code),
    async close() {
      isClosed = true;
      await Promise.all([...running].map((rehearsal) => rehearsal.stop()));
    },
  };
}
