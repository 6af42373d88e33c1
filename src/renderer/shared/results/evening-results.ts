/** What everybody did together, and who did most for their team, counted from the whole history. */
import { compareByRequest } from '../../../client/compare-by-request.ts';
import { BUILDINGS, type Building } from '../../../game/catalogue.ts';
import type { Challenge, Player, Team } from '../../../protocol/entity-schemas.ts';
import { teamsToShow } from '../folded.ts';
import type { CompareNames } from '../format.ts';
import { exercisesIn, type ExerciseTotal } from './exercise-totals.ts';

export interface TeamHelpers {
  readonly team: Team;
  /** How many challenges each of them did for the team. */
  readonly done: number;
  /** All who did as many, in the order of their names; null: a name that the banker has not approved. */
  readonly names: readonly (string | null)[];
}

interface HelpersOptions {
  readonly teams: readonly Team[];
  /** Whoever has been removed, or is not among them, is not named. */
  readonly players: readonly Player[];
  readonly approveNames: boolean;
  readonly compareNames: CompareNames;
}

/**
 * Who did most challenges for each team, by team number: everybody is measured within one team, and those who did equally many are
 * named together. A challenge counts for the team it was asked in; whoever has helped several, after a move or because their team was
 * folded, is named once: for the team that they helped most. A team for which nobody is left to name is left out.
 */
export function helpersOf(
  history: readonly Challenge[],
  { teams, players, approveNames, compareNames }: HelpersOptions,
): readonly TeamHelpers[] {
  const present = new Map(
    players
      .filter(({ role, removed }) => role === 'player' && !removed)
      .map((player) => [player.player_id, player]),
  );
  const helped = teamsHelpedMost(history, present, teams);
  return teams.flatMap((team) => {
    const counts = helped.get(team.team_number) ?? new Map<Player, number>();
    const done = Math.max(0, ...counts.values());
    if (done === 0) return [];
    const most = [...counts].filter(([, count]) => count === done).map(([player]) => player);
    const names = most
      .map(({ player_name: name, approved }) => (approveNames && !approved ? null : name))
      .toSorted((one, other) =>
        one === null || other === null
          ? Number(one === null) - Number(other === null)
          : compareNames(one, other),
      );
    return [{ team, done, names }];
  });
}

/** For each team, what was done for it by those who did more for no other. */
function teamsHelpedMost(
  history: readonly Challenge[],
  present: ReadonlyMap<number, Player>,
  teams: readonly Team[],
): ReadonlyMap<number, ReadonlyMap<Player, number>> {
  const known = new Set(teams.map(({ team_number }) => team_number));
  const byPlayer = new Map<Player, Map<number, number>>();
  for (const { status, team_number: number, player_id: id } of history) {
    const player = present.get(id);
    if (status !== 'completed' || player === undefined || !known.has(number)) continue;
    const counts = byPlayer.get(player) ?? new Map<number, number>();
    byPlayer.set(player, counts.set(number, (counts.get(number) ?? 0) + 1));
  }
  const helped = new Map<number, Map<Player, number>>();
  for (const [player, counts] of byPlayer) {
    // Of two with as many, the one that they are in now.
    const isNow = (number: number) => Number(number === player.team_number);
    const [most] = [...counts].toSorted(
      ([one, inOne], [other, inOther]) => inOther - inOne || isNow(other) - isNow(one) || one - other,
    );
    if (most === undefined) continue;
    const [number, count] = most;
    helped.set(number, (helped.get(number) ?? new Map<Player, number>()).set(player, count));
  }
  return helped;
}

export interface EveningTotals {
  /** Challenges done, each of which is a building. */
  readonly done: number;
  /** In the catalogue's order; none that nobody built. */
  readonly buildings: readonly { readonly building: Building; readonly count: number }[];
  readonly exercises: readonly ExerciseTotal[];
}

/** What all teams did together. `history` may come in any order. */
export function totalsOf(history: readonly Challenge[]): EveningTotals {
  const completed = history
    .filter(({ status }) => status === 'completed')
    .toSorted((one, other) => compareByRequest(other, one));
  const buildings = BUILDINGS.map((building) => ({
    building,
    count: completed.filter(({ building_type: type }) => type === building).length,
  }));
  return {
    done: completed.length,
    buildings: buildings.filter(({ count }) => count > 0),
    exercises: exercisesIn(completed),
  };
}

export interface TeamProgress {
  readonly team: Team;
  /** When each of its challenges was done, ms of play, the earliest first. */
  readonly doneAt: readonly number[];
}

/** How each team came along, by team number; without folded ones that built nothing. Undone challenges do not count. */
export function progressOf(history: readonly Challenge[], teams: readonly Team[]): readonly TeamProgress[] {
  return teamsToShow(teams).map((team) => ({
    team,
    doneAt: history
      .flatMap(({ status, team_number: number, completed_play_ms: at }) =>
        status === 'completed' && number === team.team_number && at !== null ? [at] : [],
      )
      .toSorted((one, other) => one - other),
  }));
}
