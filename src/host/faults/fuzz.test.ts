import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { disagreements } from './disagreements.harness.ts';
import { HostedGame } from './game-under-faults.harness.ts';
import type { NetworkProxy } from './network-proxy.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';

const ROUNDS = 40;
const SCREENS = 6;
/** Nights that once went wrong stay here, named after what went wrong. */
const SEEDS: readonly (readonly [name: string, seed: number])[] = [
  ['an ordinary bad evening', 1],
  ['a team changed just before the end', 1_009],
];
const MORE = Array.from(
  { length: 20 * (REPETITIONS - 1) },
  (_, index) => [`night ${index}`, 1_000 + index] as const,
);

/** Numbers from 0 to below, the same for the same seed (mulberry32). */
function createDice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below) | 0;
  };
}

/** One thing that Wi-Fi does. */
function strike(line: NetworkProxy, dice: (below: number) => number): void {
  const blows = [
    () => line.cut(),
    () => {
      line.delayMs = 1 + dice(60);
    },
    () => {
      line.condition = 'swallow';
    },
    () => {
      line.condition = 'hold';
    },
    () => line.deliver(1 + dice(4)),
    () => {
      line.condition = 'deaf';
    },
    () => {
      line.takesCalls = dice(2) === 0;
    },
    () => line.heal(),
    () => line.heal(),
  ];
  blows[dice(blows.length)]?.();
}

/** A command that the rules may refuse; what counts is that events happen. */
async function act(night: HostedGame, round: number, dice: (below: number) => number): Promise<void> {
  const key = `round-${round}`;
  const player = night.players[dice(night.players.length)];
  const [kind, id] = [dice(4), 1 + dice(4)];
  if (kind === 0) {
    const body = { player_id: player?.id, building_type: 'farm' };
    await night.sends('/challenges/:code/request', { method: 'POST', body, key });
  } else if (kind === 1) {
    await night.sends(`/challenges/:code/${id}/cancel`, { method: 'POST', body: {}, key });
  } else if (kind === 2) {
    const body = { team_number: 1 + dice(2) };
    await night.sends(`/games/:code/players/${player?.id}`, { method: 'PATCH', body });
  } else {
    const body = { name: `Name ${round}`, has_school: dice(2) === 0 };
    await night.sends(`/games/:code/teams/${1 + dice(2)}`, { method: 'PATCH', body });
  }
}

describe('bad lines', () => {
  it.each([...SEEDS, ...MORE])(
    'G3 G4 end with every screen in agreement: %s (seed %i)',
    { timeout: 60_000 },
    async (_, seed) => {
      const night = await HostedGame.begin({ max_active_per_player: 2 });
      try {
        const dice = createDice(seed);
        for (let count = 0; count < SCREENS; count += 1) {
          await night.watches(night.players[count] ?? night.banker);
        }
        for (let round = 0; round < ROUNDS; round += 1) {
          const screen = night.screens[dice(SCREENS)];
          if (screen !== undefined) strike(screen.proxy, dice);
          await act(night, round, dice);
          if (dice(3) === 0) night.clock.advance(dice(1_000));
          await wait(dice(20));
        }
        await night.settles();
        expect(disagreements(night.screens, await night.fold())).toEqual([]);
      } finally {
        await night.close();
      }
    },
  );
});
