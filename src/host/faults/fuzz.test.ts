import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { disagreements } from './disagreements.harness.ts';
import { GameUnderFaults } from './game-under-faults.harness.ts';
import type { NetworkProxy } from './network-proxy.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';

const ROUNDS = 40;
const CLIENTS = 6;
/** Games that once went wrong, named after what went wrong. */
const SEEDS: readonly (readonly [name: string, seed: number])[] = [
  ['an ordinary bad evening', 1],
  ['a team changed just before the end', 1_009],
];
const MORE = Array.from(
  { length: 20 * (REPETITIONS - 1) },
  (_, index) => [`game ${index}`, 1_000 + index] as const,
);

/** Numbers from 0 to below, the same for the same seed (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below) | 0;
  };
}

/** One thing that Wi-Fi does. */
function disturb(proxy: NetworkProxy, random: (below: number) => number): void {
  const disturbances = [
    () => proxy.cut(),
    () => {
      proxy.delayMs = 1 + random(60);
    },
    () => {
      proxy.condition = 'swallow';
    },
    () => {
      proxy.condition = 'hold';
    },
    () => proxy.deliver(1 + random(4)),
    () => {
      proxy.condition = 'deaf';
    },
    () => {
      proxy.acceptsConnections = random(2) === 0;
    },
    () => proxy.heal(),
    () => proxy.heal(),
  ];
  disturbances[random(disturbances.length)]?.();
}

/** A command that the rules may refuse; what counts is that events happen. */
async function sendRandomCommand(
  game: GameUnderFaults,
  round: number,
  random: (below: number) => number,
): Promise<void> {
  const key = `round-${round}`;
  const player = game.players[random(game.players.length)];
  const [kind, id] = [random(4), 1 + random(4)];
  if (kind === 0) {
    const body = { player_id: player?.id, building_type: 'farm' };
    await game.send('/challenges/:code/request', { method: 'POST', body, key });
  } else if (kind === 1) {
    await game.send(`/challenges/:code/${id}/cancel`, { method: 'POST', body: {}, key });
  } else if (kind === 2) {
    const body = { team_number: 1 + random(2) };
    await game.send(`/games/:code/players/${player?.id}`, { method: 'PATCH', body });
  } else {
    const body = { name: `Name ${round}`, has_school: random(2) === 0 };
    await game.send(`/games/:code/teams/${1 + random(2)}`, { method: 'PATCH', body });
  }
}

describe('bad connections', () => {
  it.each([...SEEDS, ...MORE])(
    'G3 G4 end with every screen in agreement: %s (seed %i)',
    { timeout: 60_000 },
    async (_, seed) => {
      const game = await GameUnderFaults.begin({ settings: { max_active_per_player: 2 } });
      try {
        const random = createRandom(seed);
        for (let count = 0; count < CLIENTS; count += 1) {
          await game.openClient(game.players[count] ?? game.banker);
        }
        for (let round = 0; round < ROUNDS; round += 1) {
          const client = game.clients[random(CLIENTS)];
          if (client !== undefined) disturb(client.proxy, random);
          await sendRandomCommand(game, round, random);
          if (random(3) === 0) game.clock.advance(random(1_000));
          await wait(random(20));
        }
        await game.settle();
        expect(disagreements(game.clients, await game.stopAndFold())).toEqual([]);
      } finally {
        await game.close();
      }
    },
  );
});
