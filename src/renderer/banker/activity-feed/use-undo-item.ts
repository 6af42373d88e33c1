/** Undoing a line of the activity feed: what it tells, whoever did it, and nothing that came after. */
import type { Player, Team } from '../../../protocol/entity-schemas.ts';
import { findChallenge, useDesk, useGame } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import type { FeedItem } from '../model/feed-items.ts';
import { undoOption, type UndoOption } from '../model/undo-option.ts';
import { useOwnActs, usePlainApi } from '../own-acts/own-acts-context.tsx';
import { schoolChange, type PlayerActKind } from '../own-acts/own-acts.ts';
import { takesBack } from '../own-acts/takes-back.ts';
import { useSayNotMoved } from '../own-acts/use-say-not-moved.ts';
import { removalMeant } from '../players/removal-meant.ts';

/** @param items all of them, newest first */
export function useUndoOption(item: FeedItem, items: readonly FeedItem[]): UndoOption {
  return useGame((view) => {
    if (view.game?.status === 'completed' && item.challenge !== null) return null;
    return undoOption(item, {
      challenge: (id) => findChallenge(view, id),
      player: (id) => view.players.find(({ player_id }) => player_id === id),
      team: (number) => view.teams.find(({ team_number }) => team_number === number),
      items,
    });
  });
}

/** Refusals show up as notices. */
export function useUndoItem(): (item: FeedItem, way: UndoOption) => Promise<unknown> {
  const { api, gameCode } = useDesk();
  const plainApi = usePlainApi();
  const run = useRun();
  const ownActs = useOwnActs();
  const sayNotMoved = useSayNotMoved();

  /** If this page did it, its Redo does it again. One of several who were moved is none of its steps. */
  const undid = (item: FeedItem) => {
    const act = ownActs.get().done.find((each) => takesBack(each, item));
    if (act !== undefined && !('moves' in act && act.moves.length > 1)) ownActs.undid(act, act.version);
  };
  const moveBack = async (item: FeedItem, { player_id, team_number: expected_team }: Player) => {
    const items = [{ player_id, team_number: item.teamBefore, expected_team }];
    const moved = await run(() => plainApi.movePlayers(gameCode, { items }), moveOf(player_id));
    if (moved === null) return;
    if (moved.skipped.length > 0) sayNotMoved(moved.skipped);
    else undid(item);
  };
  const switchBack = async (item: FeedItem, { team_number: number, has_school, tally }: Team) => {
    const change = schoolChange({ hasSchool: has_school, built: tally.school ?? 0 }, 'undo');
    const team = await run(() => plainApi.changeTeam(gameCode, number, change), schoolOf(number));
    if (team !== null) undid(item);
  };

  return async (item, way) => {
    const { challenge, player, team, kind } = item;
    if (way === 'move_back' && player !== null) await moveBack(item, player);
    if (way === 'switch_back' && team !== null) await switchBack(item, team);
    if (way === 'unfold' && team !== null && team.folded_at !== null) {
      const { team_number: number, folded_at } = team;
      await run(() => api.unfoldTeam(gameCode, number, { folded_at }), unfoldOf(number));
    }
    if (way === 'undo' && challenge !== null) {
      const { id, version, player_name: name } = challenge;
      const act = REDOABLE[kind];
      // If the answer gets lost, the desk's own Undo asks for it again.
      const onKey = (key: string) => {
        if (act !== undefined) ownActs.ask({ kind: act, id, version }, key);
      };
      const undone = await run(() => api.undoOrRedo(gameCode, id, 'undo', version, { onKey }), undoOf(id));
      if (undone !== null && act !== undefined)
        ownActs.undid({ kind: act, id, version, name, isSure: true }, undone.version);
    }
    if (way === 'restore' && player !== null)
      await run(
        () => api.restorePlayer(gameCode, player.player_id, removalMeant(player.removed_at ?? null)),
        restoreOf(player.player_id),
      );
  };
}

const unfoldOf = (team: number) => `unfold ${team}`;
const schoolOf = (team: number) => `school back ${team}`;
const undoOf = (challengeId: number) => `undo ${challengeId}`;
const restoreOf = (playerId: number) => `restore ${playerId}`;
const moveOf = (playerId: number) => `move back ${playerId}`;
/** How the calls are named by which a line is undone. */
export const pressesOf = ({ challenge, player, team }: FeedItem): readonly string[] => [
  ...(team === null ? [] : [unfoldOf(team.team_number), schoolOf(team.team_number)]),
  ...(challenge === null ? [] : [undoOf(challenge.id)]),
  ...(player === null ? [] : [restoreOf(player.player_id), moveOf(player.player_id)]),
];

/** What Redo does again once a line was undone. An expiry comes by itself. */
const REDOABLE: Readonly<Partial<Record<FeedItem['kind'], PlayerActKind>>> = {
  assigned: 'give',
  completed: 'complete',
  cancelled: 'cancel',
};
