/** How it stands with an act of this page, by what the desk shows now. */
import type { GameView } from '../../../client/game-view.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { findChallenge } from '../desk/desk-context.ts';
import {
  isSettingAct,
  versionMade,
  type Act,
  type PlayerAct,
  type SchoolAct,
  type SettingAct,
} from './acts.ts';
import { hasNotCome } from './setting-acts.ts';

/**
 * Something has gone on with it since, so that the host would refuse to take it back, or to do it again. With a call under its
 * key that has no answer yet, it may have gone on by that call: sent again, it gets its own answer.
 */
export function isOvertaken(act: Act | undefined, view: GameView): boolean {
  if (act === undefined || !act.isSure || act.key !== undefined || isSettingAct(act)) return false;
  if (act.kind === 'move_several') return act.moves.every((move) => isElsewhere(move, view));
  if (act.kind === 'school') return schoolsBuilt(act, view) !== act.built;
  // Each of several goes by itself, and removals and folds are compared by the host.
  if (act.kind === 'give_several' || versionMade(act) === null) return false;
  return (findChallenge(view, act.id)?.version ?? 0) > act.version;
}

/** In neither of the two teams. This page may not have seen yet that the move came about. */
function isElsewhere(
  { id, from, to }: { readonly id: number; readonly from: number | null; readonly to: number | null },
  { players }: GameView,
): boolean {
  const player = players.find(({ player_id }) => player_id === id);
  if (player === undefined) return false;
  return player.removed || (player.team_number !== from && player.team_number !== to);
}

function schoolsBuilt({ id, built }: SchoolAct, { teams }: GameView): number {
  const team = teams.find(({ team_number }) => team_number === id);
  return team === undefined ? built : (team.tally.school ?? 0);
}

const LEADS_TO: Readonly<Partial<Record<PlayerAct['kind'], Challenge['status']>>> = {
  give: 'assigned',
  complete: 'completed',
  not_yet: 'assigned',
  cancel: 'cancelled',
  change: 'assigned',
  extend: 'assigned',
};

/** An act without an answer that the live connection shows not to have come about, or somebody else's step in its stead. */
export function neverHappened(
  act: PlayerAct | SchoolAct | SettingAct,
  view: GameView,
  hostNow: number,
): boolean {
  if (isSettingAct(act)) return hasNotCome(act, view, hostNow);
  const { kind, id, version } = act;
  if (kind === 'remove') return view.players.some(({ player_id, removed }) => player_id === id && !removed);
  if (kind === 'school')
    return view.teams.some(
      ({ team_number, has_school }) => team_number === id && has_school !== act.hasSchool,
    );
  if (kind === 'fold')
    return view.teams.some(({ team_number, folded_at }) => team_number === id && folded_at === null);
  const known = findChallenge(view, id);
  if (known === undefined || known.version > version) return false;
  return known.version < version || known.status !== LEADS_TO[kind];
}
