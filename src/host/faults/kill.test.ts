import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shortOrAll } from '../../../scripts/long-form.fixtures.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import {
  type ApiResponse,
  call,
  makeGame,
  type CreatedGame,
  readItems,
  EventRecorder,
} from './api-client.harness.ts';
import { type ChildHost, startChildHost } from './child-host.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';

const CONCURRENCY = 8;
const PAGE = 500;
/** A process that starts on a machine which is busy with other tests. */
const START_LIMIT_MS = 60_000;

/** One command under its key, and what came back; null: the host died before it answered. */
interface SentCommand {
  readonly key: string;
  readonly name: string;
  readonly answer: ApiResponse | null;
}

const folder = temporaryFolder();
let host: ChildHost;
let game: CreatedGame;
let games = 0;
let keys = 0;

beforeAll(async () => {
  host = await startChildHost(folder.path);
}, START_LIMIT_MS);

// In the long form more join than a game usually allows, and in all tests together more than any game does.
beforeEach(async () => {
  games += 1;
  game = await makeGame(host, { max_players: 10_000 }, `game-${games}`);
});

afterAll(async () => {
  host.kill();
  await host.exited;
  folder.dispose();
});

async function addPlayer(key: string, name: string): Promise<ApiResponse | null> {
  const body = { player_name: name };
  return call(host, `/games/${game.code}/players`, { method: 'POST', body, key }).catch(() => null);
}

/** Sends commands in parallel, as fast as answers come, until the host is dead. `onAnswer` gets the number of answers. */
async function sendUntilKilled(onAnswer: (count: number) => void): Promise<readonly SentCommand[]> {
  const sent: SentCommand[] = [];
  const sendInTurn = async () => {
    for (let isAlive = true; isAlive;) {
      keys += 1;
      const [key, name] = [`key-${keys}`, `P${keys}`];
      const answer = await addPlayer(key, name);
      sent.push({ key, name, answer });
      isAlive = answer !== null;
      if (isAlive) onAnswer(sent.length);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, sendInTurn));
  await host.exited;
  return sent;
}

/** Everybody's name, in the order of joining. */
async function playerNames(): Promise<readonly string[]> {
  const { text } = await call(host, `/games/${game.code}/players`);
  return readItems(text).map((player) => String(player['player_name']));
}

/** Seq of the last event in the log. */
async function head(): Promise<number> {
  const { text } = await call(host, `/games/${game.code}/events?limit=${PAGE}`);
  return Number(readItems(text)[0]?.['seq']);
}

/** What must not happen when a host dies, with the names and keys of what did. */
interface Damage {
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  readonly answeredDifferently: readonly string[];
  readonly shownButNotStored: boolean;
  readonly gaps: boolean;
  /** Then the round has proved nothing. */
  readonly nothingAnswered: boolean;
}
const NO_DAMAGE: Damage = {
  nothingAnswered: false,
  lost: [],
  duplicated: [],
  answeredDifferently: [],
  shownButNotStored: false,
  gaps: false,
};

/** Floods the host until it dies, restarts it, and compares. */
async function damageAfter(end: (host: ChildHost, answered: number) => void): Promise<Damage> {
  const recorder = new EventRecorder(host, { code: game.code, seat: game.bankerId });
  await recorder.welcomed();
  end(host, 0);
  const sent = await sendUntilKilled((count) => end(host, count));
  recorder.terminate();
  host = await startChildHost(folder.path);
  const kept = new Set(await playerNames());
  const shownButNotStored = recorder.head > (await head());
  const answeredDifferently: string[] = [];
  for (const { key, name, answer } of sent) {
    const again = await addPlayer(key, name);
    const isSame = answer === null ? again?.status === 201 : again?.text === answer.text;
    if (!isSame) answeredDifferently.push(key);
  }
  const all = await playerNames();
  return {
    lost: sent.filter(({ name, answer }) => answer !== null && !kept.has(name)).map(({ name }) => name),
    duplicated: all.filter((name) => / \d+$/.test(name)),
    answeredDifferently,
    shownButNotStored,
    gaps: !recorder.isGapless,
    nothingAnswered: sent.every(({ answer }) => answer === null),
  };
}

describe('a host killed with SIGKILL in a flood of commands', { timeout: 60_000 * REPETITIONS }, () => {
  it.each(shortOrAll(['after_commit', 'before_transaction', 'after_answer'] as const))(
    'G1 G2 loses nothing it acknowledged and does nothing twice: %s',
    async (point) => {
      for (let round = 0; round < REPETITIONS; round += 1) {
        const passes = 5 + ((round * 7) % 30);
        const armed = (running: ChildHost, answered: number) => {
          if (answered === 0) running.arm(point, passes);
        };
        expect(await damageAfter(armed)).toEqual(NO_DAMAGE);
      }
    },
  );

  it('G1 G2 loses nothing it acknowledged and does nothing twice, wherever it was', async () => {
    for (let round = 0; round < 2 * REPETITIONS; round += 1) {
      const killed = (running: ChildHost, answered: number) => {
        if (answered > 20 + ((round * 37) % 200)) running.kill();
      };
      expect(await damageAfter(killed)).toEqual(NO_DAMAGE);
    }
  });
});
