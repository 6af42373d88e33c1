import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/game-log.fixtures.ts';
import { type Answered, call, makeGame, type NewGame, readItems, Watcher } from './api-client.harness.ts';
import { type ChildHost, startChildHost } from './child-host.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';

const LANES = 8;
const PAGE = 500;
/** A process that starts on a machine which is busy with other tests. */
const START_LIMIT_MS = 60_000;

/** One command under its key, and what came back; null: the host died before it answered. */
interface Sent {
  readonly key: string;
  readonly name: string;
  readonly answer: Answered | null;
}

const folder = temporaryFolder();
let host: ChildHost;
let game: NewGame;
let keys = 0;

beforeAll(async () => {
  host = await startChildHost(folder.path);
  game = await makeGame(host);
}, START_LIMIT_MS);

afterAll(async () => {
  host.kill();
  await host.gone;
  folder.dispose();
});

async function addPlayer(key: string, name: string): Promise<Answered | null> {
  const body = { player_name: name };
  return call(host, `/games/${game.code}/players`, { method: 'POST', body, key }).catch(() => null);
}

/** Commands in several lanes, each as fast as answers come, until the host is dead; `answered` is told how many came. */
async function storm(answered: (count: number) => void): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const lane = async () => {
    for (let isAlive = true; isAlive;) {
      keys += 1;
      const [key, name] = [`key-${keys}`, `P${keys}`];
      const answer = await addPlayer(key, name);
      sent.push({ key, name, answer });
      isAlive = answer !== null;
      if (isAlive) answered(sent.length);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await host.gone;
  return sent;
}

/** Everybody's name, in the order of joining. */
async function names(): Promise<readonly string[]> {
  const { text } = await call(host, `/games/${game.code}/players`);
  return readItems(text).map((player) => String(player['player_name']));
}

/** Seq of the last event in the log. */
async function head(): Promise<number> {
  const { text } = await call(host, `/games/${game.code}/events?limit=${PAGE}`);
  return Number(readItems(text)[0]?.['seq']);
}

/** What must not be there after a host's death; names and keys of what is. */
interface Harm {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly answeredOtherwise: readonly string[];
  readonly shownButUnwritten: boolean;
  readonly gaps: boolean;
  /** Then the round has shown nothing. */
  readonly diedUnasked: boolean;
}
const NO_HARM: Harm = {
  diedUnasked: false,
  lost: [],
  doubled: [],
  answeredOtherwise: [],
  shownButUnwritten: false,
  gaps: false,
};

/** One life of the host, which ends in the middle of a storm, and what the next one finds. */
async function harmOf(end: (host: ChildHost, answered: number) => void): Promise<Harm> {
  const screen = new Watcher(host, { code: game.code, seat: game.bankerId });
  await screen.welcomed();
  end(host, 0);
  const sent = await storm((count) => end(host, count));
  screen.cut();
  host = await startChildHost(folder.path);
  const kept = new Set(await names());
  const shownButUnwritten = screen.head > (await head());
  const answeredOtherwise: string[] = [];
  for (const { key, name, answer } of sent) {
    const again = await addPlayer(key, name);
    const isSame = answer === null ? again?.status === 201 : again?.text === answer.text;
    if (!isSame) answeredOtherwise.push(key);
  }
  const all = await names();
  return {
    lost: sent.filter(({ name, answer }) => answer !== null && !kept.has(name)).map(({ name }) => name),
    doubled: all.filter((name) => / \d+$/.test(name)),
    answeredOtherwise,
    shownButUnwritten,
    gaps: !screen.isGapless,
    diedUnasked: sent.every(({ answer }) => answer === null),
  };
}

describe('a host killed with SIGKILL in a storm of commands', { timeout: 60_000 * REPETITIONS }, () => {
  it.each(['before_transaction', 'after_commit', 'after_answer'] as const)(
    'G1 G2 loses nothing it acknowledged and does nothing twice: %s',
    async (point) => {
      for (let round = 0; round < REPETITIONS; round += 1) {
        const passes = 5 + ((round * 7) % 30);
        const armed = (running: ChildHost, answered: number) => {
          if (answered === 0) running.arm(point, passes);
        };
        expect(await harmOf(armed)).toEqual(NO_HARM);
      }
    },
  );

  it('G1 G2 loses nothing it acknowledged and does nothing twice, wherever it was', async () => {
    for (let round = 0; round < 2 * REPETITIONS; round += 1) {
      const killed = (running: ChildHost, answered: number) => {
        if (answered > 20 + ((round * 37) % 200)) running.kill();
      };
      expect(await harmOf(killed)).toEqual(NO_HARM);
    }
  });
});
