/** Tells the program that started the app how it fares: `npm start` opens the desk in the browser when no sign comes. */

/** `npm start` names its token here; without one nobody waits for signs. */
export const LIFE_SIGNS = 'TRADING_GAME_LIFE_SIGNS';

/** Well within the 20 s after which an app that says nothing is given up. */
const EVERY_MS = 5_000;

export interface LifeSigns {
  /** A step of the start is done. */
  starting(): void;
  /** The desk can be used: from here on the app may be silent. */
  ready(): void;
  /** The app is about to end, and means to. */
  done(): void;
  /** Gives signs for as long as `work` takes: the host reads an evening, or a question waits for the banker. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
}

export interface LifeSignParts {
  /** What `LIFE_SIGNS` holds. */
  readonly token: string | undefined;
  /** Writes a line to standard output. */
  readonly write: (line: string) => void;
  /** Calls back every `ms` until the function that it returns is called. */
  readonly every: (ms: number, call: () => void) => () => void;
}

/** The signs of this process. Its children, and the app when it starts itself again, have nobody who waits. */
export function openLifeSigns(env: NodeJS.ProcessEnv, write: (line: string) => void): LifeSigns {
  const token = env[LIFE_SIGNS];
  delete env[LIFE_SIGNS];
  const signs = createLifeSigns({
    token,
    write,
    every(ms, call) {
      const timer = setInterval(call, ms);
      return () => clearInterval(timer);
    },
  });
  signs.starting();
  return signs;
}

export function createLifeSigns({ token, write, every }: LifeSignParts): LifeSigns {
  const say = (word: string) => {
    if (token !== undefined) write(`${token} ${word}`);
  };
  return {
    starting: () => say('starting'),
    ready: () => say('ready'),
    done: () => say('done'),
    async during(work) {
      say('starting');
      const stop = every(EVERY_MS, () => say('starting'));
      try {
        return await work();
      } finally {
        stop();
        say('starting');
      }
    },
  };
}
