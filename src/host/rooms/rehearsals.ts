/** Rehearsals that run on this host: people who do not exist, started by whoever puts the host together. */

/** What a rehearsal needs of the host. */
export interface RehearsalOrder {
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

export type StartRehearsal = (order: RehearsalOrder) => Promise<RunningRehearsal>;

export interface Rehearsals {
  /** Gives the code of the new game. The same `key` gives the same game again, as long as the host lives. */
  start(wish: Pick<RehearsalOrder, 'players' | 'banker'>, key: string | null): Promise<string>;
  /** Whether the game with this code was started as a rehearsal by this host; not remembered after a restart. */
  isRehearsal(code: string): boolean;
  /** Sends everybody home. */
  close(): Promise<void>;
}

/** @param where the host's own address and right, asked for when a rehearsal starts */
export function createRehearsals(
  startOne: StartRehearsal,
  where: () => Pick<RehearsalOrder, 'hostUrl' | 'ownerToken'>,
  report: (message: string, error: unknown) => void,
): Rehearsals {
  const running = new Set<RunningRehearsal>();
  const codes = new Map<string, Promise<string>>();
  const begun = new Set<string>();

  const begin = async (wish: Pick<RehearsalOrder, 'players' | 'banker'>) => {
    const stumbled = (error: unknown) => report('a simulated person stumbled', error);
    const rehearsal = await startOne({ ...wish, ...where(), report: stumbled });
    running.add(rehearsal);
    begun.add(rehearsal.gameCode);
    void rehearsal.over.then(() => running.delete(rehearsal));
    return rehearsal.gameCode;
  };

  return {
    start(wish, key) {
      const known = key === null ? undefined : codes.get(key);
      if (known !== undefined) return known;
      const code = begin(wish);
      if (key !== null) {
        codes.set(key, code);
        code.catch(() => codes.delete(key));
      }
      return code;
    },
    isRehearsal: (code) => begun.has(code),
    async close() {
      await Promise.all([...running].map((rehearsal) => rehearsal.stop()));
    },
  };
}
