/** Rehearsals that run on this host: people who do not exist, started by whoever puts the host together. */

/** What a rehearsal needs of the host. */
export interface RehearsalOptions {
  readonly hostUrl: string;
  readonly ownerToken: string;
  readonly players: number;
  /** Whether the banker is simulated too. */
  readonly banker: boolean;
  /** Gets what goes wrong beyond what people do wrong. */
  readonly report: (error: unknown) => void;
}

interface RunningRehearsal {
  readonly gameCode: string;
  /** Resolves when everybody went home. */
  readonly over: Promise<void>;
  stop(): Promise<void>;
}

export type StartRehearsal = (order: RehearsalOptions) => Promise<RunningRehearsal>;

export interface Rehearsals {
  /** Gives the code of the new game. The same `key` gives the same game again, as long as the host lives. */
  start(choice: Pick<RehearsalOptions, 'players' | 'banker'>, key: string | null): Promise<string>;
  /** Whether the game with this code was started as a rehearsal by this host; not remembered after a restart. */
  isRehearsal(code: string): boolean;
  /** Sends everybody home. */
  close(): Promise<void>;
}

/** @param hostAccess the host's own address and right, asked for when a rehearsal starts */
export function createRehearsals(
  startRehearsal: StartRehearsal,
  hostAccess: () => Pick<RehearsalOptions, 'hostUrl' | 'ownerToken'>,
  report: (message: string, error: unknown) => void,
): Rehearsals {
  const running = new Set<RunningRehearsal>();
  const codeByKey = new Map<string, Promise<string>>();
  const startedCodes = new Set<string>();

  const startNew = async (choice: Pick<RehearsalOptions, 'players' | 'banker'>) => {
    const reportError = (error: unknown) => report('a simulated person stumbled', error);
    const rehearsal = await startRehearsal({ ...choice, ...hostAccess(), report: reportError });
    running.add(rehearsal);
    startedCodes.add(rehearsal.gameCode);
    void rehearsal.over.then(() => running.delete(rehearsal));
    return rehearsal.gameCode;
  };

  return {
    start(choice, key) {
      const known = key === null ? undefined : codeByKey.get(key);
      if (known !== undefined) return known;
      const code = startNew(choice);
      if (key !== null) {
        codeByKey.set(key, code);
        code.catch(() => codeByKey.delete(key));
      }
      return code;
    },
    isRehearsal: (code) => startedCodes.has(code),
    async close() {
      await Promise.all([...running].map((rehearsal) => rehearsal.stop()));
    },
  };
}
