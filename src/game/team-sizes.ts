/** Team sizes, and how to balance them. */
import type { GameState, Participant } from './state.ts';

type ByTeam = ReadonlyMap<number, readonly TeamMember[]>;

/** The teams that play, by their number. */
export function playingTeams({ teams }: Pick<GameState, 'teams'>): readonly number[] {
  return [...teams.values()].filter(({ foldedAt }) => foldedAt === null).map(({ number }) => number);
}

/** Whether there is such a team, and it is not folded. */
export function isPlaying({ teams }: Pick<GameState, 'teams'>, teamNumber: number): boolean {
  return teams.get(teamNumber)?.foldedAt === null;
}

/** The team with the fewest players, the lowest number if several. */
export function smallestTeam(state: GameState): number | null {
  return evenPlaces(state, playingTeams(state), 1)[0] ?? null;
}

/** Where so many newcomers go, one after the other, so that each gets into the smallest of these teams; empty without teams. */
export function evenPlaces(
  { teamSizes }: Pick<GameState, 'teamSizes'>,
  teams: readonly number[],
  count: number,
): readonly number[] {
  const sizes = new Map(teams.map((number) => [number, teamSizes.get(number) ?? 0]));
  return Array.from({ length: sizes.size === 0 ? 0 : count }, () => {
    const [smallest, size] = [...sizes].reduce((least, team) => (team[1] < least[1] ? team : least));
    sizes.set(smallest, size + 1);
    return smallest;
  });
}

/** How many players are in the game. */
export function playerCount(state: GameState): number {
  return state.teamSizes.reduce((sum, size) => sum + size, 0);
}

/** Of whom balancing has to know no more. */
export interface TeamMember {
  readonly id: number;
  readonly teamNumber: number | null;
}

export interface TeamMove {
  readonly id: number;
  readonly teamNumber: number;
}

/**
 * The fewest moves after which team sizes differ by at most one. Players without a team are placed first; from a team
 * that is too large, those who joined last are moved.
 * @param teams those that play
 * @param present everybody in the game, in the order of joining
 */
export function balancingMoves(
  teams: readonly number[],
  present: readonly TeamMember[],
): readonly TeamMove[] {
  const byTeam = new Map(
    teams.map((number) => [number, present.filter(({ teamNumber }) => teamNumber === number)]),
  );
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
export function activePlayers(state: GameState): readonly Participant[] {
  const present = state.participants.valueSeq().filter(({ role, removed }) => role === 'player' && !removed);
  return present.toArray().toSorted((a, b) => a.joinedAt - b.joinedAt || a.id - b.id);
}
