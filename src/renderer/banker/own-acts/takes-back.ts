import { removedState, type FeedItem } from '../model/feed-items.ts';
import { versionMade, type Act } from './acts.ts';

/** Whether the item tells the step that the act was, or one of those that it was: what its undo takes back. */
export function takesBack(act: Act, { kind, challenge, player, team, state }: FeedItem): boolean {
  // Nobody has said yet that it happened.
  if (!act.isSure) return false;
  if (act.kind === 'remove' || act.kind === 'remove_several')
    return kind === 'removed' && state === removedState(act.version);
  if (act.kind === 'fold')
    return kind === 'team_folded' && team?.team_number === act.id && team.folded_at === act.version;
  if (act.kind === 'move_several')
    return (
      kind === 'moved' &&
      act.moves.some(({ id, to }) => id === player?.player_id && to === player.team_number)
    );
  if (act.kind === 'school')
    return team?.team_number === act.id && kind === (act.hasSchool ? 'school_built' : 'school_gone');
  if (versionMade(act) === null || challenge === null) return false;
  const made = 'members' in act ? act.members : [act];
  return made.some(({ id, version }) => id === challenge.id && version === challenge.version);
}
