/** Team sizes, and how to balance them. */
import type { GameState, Participant } from './state.ts';

type ByTeam = ReadonlyMap<number, readonly Participant[]>;

/** Players in the game by team number; including empty teams. */
export function playersByTeam(state: GameState): ByTeam {
  const byTeam = new Map<number, Participant[]>();
  for (let number = 1; number <= state.teamCount; number += 1) byTeam.set(number, []);
  for (const player of activePlayers(state)) byTeam.get(player.teamNumber ?? 0)?.push(player);
  return byTeam;
}

/** The team with the fewest players, the lowest number if several. */
export function smallestTeam(state: GameState): number {
  let smallest = 1;
  for (let number = 2; number <= state.teamCount; number += 1)
    if (sizeOf(state, number) < sizeOf(state, smallest)) smallest = number;
  return smallest;
}

/** How many players are in the game. */
export function playerCount(state: GameState): number {
  return state.teamSizes.reduce((sum, size) => sum + size, 0);
}

function sizeOf({ teamSizes }: GameState, teamNumber: number): number {
  return teamSizes.get(teamNumber) ?? 0;
}

export interface TeamMove {
  readonly id: number;
  readonly teamNumber: number;
}

/**
 * The fewest moves after which team sizes differ by at most one. Players without a team are placed first; from a team
 * that is too large, those who joined last are moved.
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

/** If the players can't be divided evenly, the largest teams keep one more, which moves the fewest. */
function targetSizes(byTeam: ByTeam, total: number): ReadonlyMap<number, number> {
  const even = Math.floor(total / byTeam.size);
  const oneMore = total % byTeam.size;
  const largestFirst = [...byTeam].toSorted(
    ([number, members], [otherNumber, others]) => others.length - members.length || number - otherNumber,
  );
  return new Map(largestFirst.map(([number], index) => [number, index < oneMore ? even + 1 : even]));
}

/** Team numbers, one per vacancy, in the order that fills teams evenly. */
function vacancies(byTeam: ByTeam, targets: ReadonlyMap<number, number>): readonly number[] {
  const places = [...byTeam].flatMap(([number, { length }]) => {
    const missing = Math.max(0, (targets.get(number) ?? 0) - length);
    return Array.from({ length: missing }, (_, index) => ({ number, size: length + index }));
  });
  return places.toSorted((a, b) => a.size - b.size || a.number - b.number).map(({ number }) => number);
}

/** Players who are not removed, in the order of joining. */
function activePlayers(state: GameState): readonly Participant[] {
  const present = state.participants.valueSeq().filter(({ role, removed }) => role === 'player' && !removed);
  return present.toArray().toSorted((a, b) => a.joinedAt - b.joinedAt || a.id - b.id);
}
