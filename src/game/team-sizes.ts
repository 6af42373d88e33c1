/** How many play in which team, and how to even that out. */
import type { GameState, Participant } from './state.ts';

type ByTeam = ReadonlyMap<number, readonly Participant[]>;

/** Players in the game by team number; every team is there, also an empty one. */
export function playersByTeam(state: GameState): ByTeam {
  const byTeam = new Map<number, Participant[]>();
  for (let number = 1; number <= state.teamCount; number += 1) byTeam.set(number, []);
  for (const player of activePlayers(state)) byTeam.get(player.teamNumber ?? 0)?.push(player);
  return byTeam;
}

/** The team with the fewest players, the lowest number of several. */
export function smallestTeam(state: GameState): number {
  const sizes = [...playersByTeam(state)].map(([number, members]) => ({ number, size: members.length }));
  const [first] = sizes.toSorted((one, other) => one.size - other.size || one.number - other.number);
  return first?.number ?? 1;
}

export interface TeamMove {
  readonly id: number;
  readonly teamNumber: number;
}

/**
 * The moves after which team sizes differ by one at most, as few as possible. Players without a team are placed
 * first; of a team that is too large, those who joined last go.
 */
export function balancingMoves(state: GameState): readonly TeamMove[] {
  const byTeam = playersByTeam(state);
  const present = activePlayers(state);
  const targets = targetSizes(byTeam, present.length);
  const leaving = [...byTeam].flatMap(([number, members]) => members.slice(targets.get(number)));
  const teamless = present.filter(({ teamNumber }) => teamNumber === null);
  const places = vacancies(byTeam, targets);
  return [...teamless, ...leaving].flatMap(({ id }, index) => {
    const teamNumber = places[index];
    return teamNumber === undefined ? [] : [{ id, teamNumber }];
  });
}

/** Where the numbers don't come out even, the largest teams keep one more: that moves the fewest. */
function targetSizes(byTeam: ByTeam, total: number): ReadonlyMap<number, number> {
  const even = Math.floor(total / byTeam.size);
  const oneMore = total % byTeam.size;
  const largestFirst = [...byTeam].toSorted(
    ([number, members], [otherNumber, others]) => others.length - members.length || number - otherNumber,
  );
  return new Map(largestFirst.map(([number], index) => [number, index < oneMore ? even + 1 : even]));
}

/** Team numbers, one a free place, in the order in which they fill up evenly. */
function vacancies(byTeam: ByTeam, targets: ReadonlyMap<number, number>): readonly number[] {
  const places = [...byTeam].flatMap(([number, { length }]) => {
    const missing = Math.max(0, (targets.get(number) ?? 0) - length);
    return Array.from({ length: missing }, (_, index) => ({ number, size: length + index }));
  });
  return places
    .toSorted((one, other) => one.size - other.size || one.number - other.number)
    .map(({ number }) => number);
}

/** Players who are not removed, in the order of joining. */
function activePlayers(state: GameState): readonly Participant[] {
  const present = state.participants.valueSeq().filter(({ role, removed }) => role === 'player' && !removed);
  return present.toArray().toSorted((one, other) => one.joinedAt - other.joinedAt || one.id - other.id);
}
