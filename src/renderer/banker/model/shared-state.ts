/** What of a game every desk changes, and what has changed of it: a press that means the opposite by then was not meant. */
import type { GameView } from '../../../client/game-view.ts';
import type { Challenge, Game, Player, Settings, Team } from '../../../protocol/entity-schemas.ts';

type SettingName = keyof Settings;
type PlayerState = 'name' | 'team' | 'extra time' | 'needs' | 'removal' | 'block';

/** Of the game, of a team by its number, of a challenge, or of a player by their id. */
export type SharedState =
  | 'status'
  | 'finale'
  | 'next game'
  | 'planned end'
  | 'message'
  | 'teams'
  | `setting ${SettingName}`
  | `school ${number}`
  /** Of a challenge: what its player said was done is to go on. That somebody says so turns nothing into its opposite. */
  | `claim ${number}`
  | `${PlayerState} ${number}`;

type SharedView = Pick<GameView, 'game' | 'message' | 'teams' | 'players' | 'challenges'>;

/** What another view shows otherwise than this one; what only one of them has, nobody could aim at. */
export function changedStates(before: SharedView, now: SharedView): readonly SharedState[] {
  if (before.game === null || now.game === null) return [];
  return [
    ...changedOfGame(before.game, now.game),
    ...(before.message?.at === now.message?.at ? [] : ['message' as const]),
    ...changedTeams(before.teams, now.teams),
    ...changedPlayers(before.players, now.players),
    ...sentBack(before.challenges, now.challenges),
  ];
}

function changedOfGame(before: Game, now: Game): readonly SharedState[] {
  if (before === now) return [];
  const isSetting = (name: string): name is SettingName => name in now.settings;
  return [
    ...differing(before, now, [
      ['status', 'status'],
      ['finale', 'finale'],
      ['next_game_code', 'next game'],
      ['end_time', 'planned end'],
      ['ends_by_itself', 'planned end'],
    ]),
    ...Object.keys(now.settings)
      .filter(isSetting)
      .filter((name) => before.settings[name] !== now.settings[name])
      .map((name) => `setting ${name}` as const),
  ];
}

function changedTeams(before: readonly Team[], now: readonly Team[]): readonly SharedState[] {
  if (before === now) return [];
  const inPlay = (teams: readonly Team[]) => teams.map((team) => `${team.team_number} ${team.folded_at}`);
  const isSame = String(inPlay(before)) === String(inPlay(now));
  const schools = pairs(before, now, (team) => team.team_number)
    .filter(([was, is]) => was.has_school !== is.has_school)
    .map(([{ team_number: number }]) => `school ${number}` as const);
  return isSame ? schools : ['teams', ...schools];
}

function changedPlayers(before: readonly Player[], now: readonly Player[]): readonly SharedState[] {
  if (before === now) return [];
  return pairs(before, now, (player) => player.player_id).flatMap(([was, is]) => {
    const { player_id: id } = is;
    const needs = String(was.needs) === String(is.needs) ? [] : [`needs ${id}` as const];
    return [
      ...differing(was, is, [
        ['player_name', `name ${id}`],
        ['team_number', `team ${id}`],
        ['extra_time_factor', `extra time ${id}`],
        ['removed', `removal ${id}`],
        ['blocked', `block ${id}`],
      ]),
      ...needs,
    ];
  });
}

function sentBack(before: readonly Challenge[], now: readonly Challenge[]): readonly SharedState[] {
  if (before === now) return [];
  return pairs(before, now, ({ id }) => id)
    .filter(([was, is]) => was.claimed_at !== null && is.claimed_at === null && is.status === 'assigned')
    .map(([{ id }]) => `claim ${id}` as const);
}

/** Those that are in both, and not one object: views share what has not changed. */
function pairs<Item>(
  before: readonly Item[],
  now: readonly Item[],
  idOf: (item: Item) => number,
): readonly (readonly [was: Item, is: Item])[] {
  const earlier = new Map(before.map((item) => [idOf(item), item]));
  return now.flatMap((is) => {
    const was = earlier.get(idOf(is));
    return was === undefined || was === is ? [] : [[was, is] as const];
  });
}

function differing<Item extends object>(
  before: Item,
  now: Item,
  states: readonly (readonly [field: keyof Item, state: SharedState])[],
): readonly SharedState[] {
  return states.flatMap(([field, state]) => (before[field] === now[field] ? [] : [state]));
}
