/** A rehearsal: a game full of simulated people, over real HTTP and real sockets. */
import { WebSocket } from 'ws';
import { type Environment, headlessEnvironment } from '../client/environment.ts';
import { createHostClient } from '../client/host-client.ts';
import { openSocketWith } from '../client/socket.ts';
import { firstNameAt } from './first-names.ts';
import { createPacing } from './pacing.ts';
import { createSeededRandom } from './seeded-random.ts';
import { SimulatedBanker } from './simulated-banker.ts';
import { SimulatedPlayer } from './simulated-player.ts';

export interface RehearsalOptions {
  /** As `http://127.0.0.1:4747`. */
  readonly hostUrl: string;
  readonly ownerToken: string;
  /** 1..`MOST_SIMULATED_PLAYERS` */
  readonly players: number;
  /** The same seed gives the same people. */
  readonly seed: number;
  /** Whether a banker is simulated too; otherwise someone has to start the game and hand out exercises. */
  readonly banker: boolean;
  readonly gameName?: string;
  /** The idempotency key to create the game with. Default: a new one. */
  readonly key?: string | undefined;
  /** Asked with the game's code before anybody joins: if it says no, nobody does. Default: they may. */
  readonly mayPlay?: (gameCode: string) => Promise<boolean>;
  /** 1 (default): at human speed; 0.1: ten times as fast. */
  readonly timeScale?: number;
  /** Called with errors that no real person could cause. */
  readonly report: (error: unknown) => void;
  /** The real one unless a test passes its own. */
  readonly environment?: Environment;
}

export interface Rehearsal {
  readonly gameCode: string;
  /** Resolves when everyone has left by themselves: the game ended or was wiped. */
  readonly over: Promise<void>;
  /** Makes everyone leave at once. Resolves when the last has left. The game stays. */
  stop(): Promise<void>;
  /** As `stop`, and also wipes the game. */
  wipe(): Promise<void>;
}

/** Starts a rehearsal with different people each time; passed to the host so that the desk can start one. */
export function startRandomRehearsal(options: Omit<RehearsalOptions, 'seed'>): Promise<Rehearsal> {
  return startRehearsal({ ...options, seed: Math.floor(Math.random() * 2 ** 32) });
}

/** Creates the game and lets everyone join. Throws `HostError` when the host refuses. */
export async function startRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const { hostUrl: baseUrl, ownerToken: token, seed, report: reportError, timeScale = 1 } = options;
  const random = createSeededRandom(seed);
  const baseEnvironment =
    options.environment ?? headlessEnvironment({ openSocket: openSocketWith(WebSocket) });
  const owner = createHostClient({ baseUrl, token, environment: baseEnvironment });
  const name = options.gameName ?? 'Rehearsal';
  const {
    game_code: code,
    banker_id: bankerId,
    game,
  } = await owner.createGame({ name }, { idempotencyKey: options.key });

  const controller = new AbortController();
  const { signal } = controller;
  const pacing = createPacing(baseEnvironment, signal, timeScale);
  const commonOptions = () => {
    const personalRandom = random.fork();
    const environment = { ...baseEnvironment, random: () => personalRandom.next() };
    return { baseUrl, code, environment, random: personalRandom, pacing, signal, reportError };
  };
  const isPlayed = (await options.mayPlay?.(code)) ?? true;
  const players = Array.from(
    { length: isPlayed ? options.players : 0 },
    (_, index) =>
      new SimulatedPlayer({
        ...commonOptions(),
        name: firstNameAt(index),
        team: (index % game.team_count) + 1,
      }),
  );
  const bankers =
    isPlayed && options.banker ? [new SimulatedBanker({ ...commonOptions(), bankerId, token })] : [];
  const finished = Promise.all([...bankers, ...players].map((person) => person.run())).then(() => undefined);

  const stop = async () => {
    controller.abort();
    await finished;
  };
  return {
    gameCode: code,
    over: finished,
    stop,
    async wipe() {
      await stop();
      await owner.wipeGame(code, {});
    },
  };
}
