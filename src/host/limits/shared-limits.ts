/**
 * Limits that all hosts of a database count together, so that nobody has them once more on each. While nobody answers there, each host
 * counts by itself. docs/scale.md, "Limits".
 */
import type { Actor } from '../../game/commands.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import type { HostBus } from '../bus/host-bus.ts';
import type { BucketSize } from '../time/token-bucket.ts';
import { ADDRESS, BANKER, PLAYER, RESERVE } from './command-limits.ts';
import { joinBucket } from './join-limit.ts';
import { LIMITS_SCRIPT } from './limits-script.ts';
import { FAILURES_MS, type Limits } from './limits.ts';
import {
  ADDRESS_BUDGET,
  ADDRESS_FIRST_TRIES,
  MAX_FAILED_PINS,
  pairKey,
  type PinAttempt,
  PIN_LOCKOUT_MS,
  SEAT_BUDGET,
  SEAT_FIRST_TRIES,
  seatKey,
} from './pin-guesses.ts';

/** How long it is remembered that an address has been wrong at a seat: longer than an evening. */
const KNOWN_MS = 12 * 3_600_000;

export interface SharedLimitsOptions {
  readonly bus: Pick<HostBus, 'evaluate'>;
  /** What counts along, and alone while the bus is away. */
  readonly createLocal: (suspect: Suspect) => Limits;
  /** Host time, ms: the same on all hosts. */
  readonly now: () => number;
  readonly joinBurst: number;
  /** A keyed hash: what is counted is about names and addresses, and neither may be read there. */
  readonly fingerprint: (text: string) => string;
  /** Called when somebody is evidently guessing, as this host alone has counted. */
  readonly suspect: Suspect;
  /** The same, as all hosts have counted together. */
  readonly tellAll: Suspect;
  /** Receives, once each time, that this host counts by itself. */
  readonly report: (message: string) => void;
}

type Suspect = (gameId: number, participantId: number) => void;

interface Budget {
  readonly key: string;
  readonly size: BucketSize;
}

export function createSharedLimits({
  bus,
  createLocal,
  now,
  joinBurst,
  fingerprint,
  suspect,
  tellAll,
  report,
}: SharedLimitsOptions): Limits {
  let isAlone = false;
  const local = createLocal((gameId, participantId) => {
    if (isAlone) suspect(gameId, participantId);
  });
  const keyOf = (text: string) => `limit ${fingerprint(`limit ${text}`)}`;
  const sizesOf = (budgets: readonly Budget[]) => budgets.flatMap(({ size }) => [size.burst, size.perSecond]);

  /** Null: this host counts by itself. */
  const run = async (
    step: string,
    keys: readonly string[],
    args: readonly (number | string)[],
  ): Promise<readonly unknown[] | null> => {
    const answer = await bus.evaluate(LIMITS_SCRIPT, keys.map(keyOf), [step, now(), ...args].map(String));
    if ((answer === null) !== isAlone) {
      isAlone = answer === null;
      report(
        isAlone
          ? 'limits are counted on this host alone until the bus answers'
          : 'limits are counted on all hosts together',
      );
    }
    return answer;
  };
  /** The wait in an answer, ms. */
  const waitIn = (answer: readonly unknown[]): number => Number(answer[0]);

  const take = async (
    budgets: readonly Budget[],
    count: number,
    alone: () => Promise<number>,
    step: 'take' | 'take_at_address' = 'take',
  ) => {
    const keys = budgets.map(({ key }) => key);
    const answer = await run(step, keys, [count, ...sizesOf(budgets)]);
    const here = await alone();
    return answer === null ? here : waitIn(answer);
  };
  const joinsOf = (network: string): Budget => ({ key: `join ${network}`, size: joinBucket(joinBurst) });
  const guessesOf = (network: string): Budget => ({ key: `guess ${network}`, size: ADDRESS_BUDGET });
  const suspectAll = (answer: readonly unknown[]) => {
    for (const seat of answer.slice(1)) {
      const [gameId = 0, participantId = 0] = String(seat).split(' ').map(Number);
      tellAll(gameId, participantId);
    }
  };

  return {
    async takeCommand(actor, network, count) {
      if (actor.id === HOST_ACTOR_ID) return 0;
      const step = actor.role === 'banker' ? 'take' : 'take_at_address';
      return take(
        commandBudgets(actor, network),
        count,
        () => local.takeCommand(actor, network, count),
        step,
      );
    },
    takeJoin: (network) => take([joinsOf(network)], 1, () => local.takeJoin(network)),
    async putBackJoin(network) {
      const budget = joinsOf(network);
      await local.putBackJoin(network);
      await run('put_back', [budget.key], sizesOf([budget]));
    },
    async addFailure(kind, network) {
      const answer = await run('fail', [`${kind} ${network}`], [FAILURES_MS]);
      const here = await local.addFailure(kind, network);
      return answer === null ? here : { count: Number(answer[0]), endsInMs: Number(answer[1]) };
    },
    async msUntilGuess(network) {
      const budget = guessesOf(network);
      const answer = await run('peek_guess', [budget.key], sizesOf([budget]));
      return answer === null ? local.msUntilGuess(network) : waitIn(answer);
    },
    async failedGuess(network) {
      const budget = guessesOf(network);
      const args = [...sizesOf([budget]), PIN_LOCKOUT_MS];
      const answer = await run('failed_guess', [budget.key, triedKey(network)], args);
      await local.failedGuess(network);
      if (answer !== null) suspectAll(answer);
    },
    async tryPin(attempt, isRight) {
      const { keys, args } = pinBudgets(attempt, isRight);
      const answer = await run('try_pin', keys, args);
      const here = await local.tryPin(attempt, isRight);
      if (answer === null) return here;
      suspectAll(answer);
      return waitIn(answer);
    },
  };
}

/** Of a player, those of the address and of the seat's reserve come last: of them, one is enough. */
function commandBudgets({ id, role }: Actor, network: string): readonly Budget[] {
  const budgets = (of: string, sizes: readonly BucketSize[]) =>
    sizes.map((size, index) => ({ key: `command ${of} ${index}`, size }));
  if (role === 'banker') return budgets(`banker ${id}`, BANKER);
  return [
    ...budgets(`seat ${id}`, PLAYER),
    ...budgets(`address ${network}`, [ADDRESS]),
    ...budgets(`reserve ${id}`, [RESERVE]),
  ];
}

const triedKey = (network: string) => `tried ${network}`;

/** What the script reads for a PIN, in its order. */
function pinBudgets(attempt: PinAttempt, isRight: boolean) {
  const { network, gameId, participantId } = attempt;
  const [seat, pair] = [seatKey(attempt), pairKey(attempt)];
  const sizes = [ADDRESS_FIRST_TRIES, SEAT_BUDGET, SEAT_FIRST_TRIES];
  return {
    keys: [
      `guess ${network}`,
      triedKey(network),
      `first tries ${network}`,
      `pins ${seat}`,
      `first tries at ${seat}`,
      `slips ${pair}`,
      `known ${pair}`,
      `guesses ${seat}`,
    ],
    args: [
      ADDRESS_BUDGET.burst,
      ADDRESS_BUDGET.perSecond,
      PIN_LOCKOUT_MS,
      ...sizes.flatMap(({ burst, perSecond }) => [burst, perSecond]),
      MAX_FAILED_PINS,
      KNOWN_MS,
      isRight ? 1 : 0,
      participantId === null ? '' : `${gameId} ${participantId}`,
    ],
  };
}
