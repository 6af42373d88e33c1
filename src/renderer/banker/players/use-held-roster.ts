import { useEffect, useState } from 'react';
import { isChallenge } from '../../../client/guards/entity-guards.ts';
import { isSeveralResponse } from '../../../client/guards/response-guards.ts';
import type { Player, Team } from '../../../protocol/entity-schemas.ts';
import { isFolded } from '../../shared/folded.ts';
import { useGame } from '../desk/desk-context.ts';
import { useAnswers } from '../desk/notices.tsx';
import { useHold, type Hold } from '../hooks/use-held-list.ts';
import { heldInPlace, type HeldInPlace } from '../model/held-in-place.ts';
import { useTeamDrag, type TeamDrag } from './use-team-drag.ts';

/** For how long after an answer to this desk everything goes where it belongs, ms: what the banker does here is seen at once. */
const OWN_MS = 1_500;
/** What a pointer may be about to press: a row or a button, not the paper between them. */
const PRESSED = '[data-line], button, label';

export interface HeldRoster extends Pick<Hold, 'watch' | 'holdHandlers' | 'release'> {
  readonly players: readonly Player[];
  readonly teams: readonly Team[];
  /** How many would come, go or change places. */
  readonly changes: number;
  readonly isHeld: boolean;
  /** Nobody and no team comes, goes or changes places while a player is dragged. */
  readonly drag: TeamDrag;
}

/** Everybody, and the teams: where they are as long as somebody is busy in the lists. */
export function useHeldRoster(): HeldRoster {
  const epoch = useGame((view) => view.epoch);
  const { watch, holdHandlers, release, ...hold } = useHold({ epoch, on: PRESSED });
  const isOwn = useOwnAnswer();
  // Meanwhile the page hears nothing of the pointer itself.
  const { isDragging, drag } = useTeamDrag(epoch);
  const held = { isHeld: isDragging || (hold.isHeld && !isOwn), releases: hold.releases };
  const players = useHeldInPlace(
    useGame((view) => view.players),
    held,
    PLAYERS,
  );
  const teams = useHeldInPlace(
    useGame((view) => view.teams),
    held,
    TEAMS,
  );
  return {
    watch,
    holdHandlers,
    release,
    players: players.items,
    teams: teams.items,
    changes: players.changes + teams.changes,
    isHeld: held.isHeld,
    drag,
  };
}

const PLAYERS = {
  keyOf: ({ player_id }: Player) => player_id,
  placeOf: ({ player_name, team_number, removed, approved, merged_into }: Player) =>
    JSON.stringify([player_name, team_number, removed, approved, merged_into ?? null]),
};
const TEAMS = {
  keyOf: ({ team_number }: Team) => team_number,
  placeOf: (team: Team) => String(isFolded(team)),
};

/** True for a moment after the host has answered what this desk did with players or teams: what happens to exercises moves nobody here. */
function useOwnAnswer(): boolean {
  const answers = useAnswers();
  const [count, setCount] = useState(0);
  const [over, setOver] = useState(0);
  useEffect(
    () =>
      answers.subscribe((answer) => {
        if (!isChallenge(answer) && !isSeveralResponse(answer)) setCount((before) => before + 1);
      }),
    [answers],
  );
  useEffect(() => {
    const timer = setTimeout(() => setOver(count), OWN_MS);
    return () => clearTimeout(timer);
  }, [count]);
  return over !== count;
}

function useHeldInPlace<Item>(
  present: readonly Item[],
  { isHeld, releases }: Pick<Hold, 'isHeld' | 'releases'>,
  options: Parameters<typeof heldInPlace<Item>>[2],
): HeldInPlace<Item> {
  const [shown, setShown] = useState({ present, isHeld, releases, list: { items: present, changes: 0 } });
  if (shown.present === present && shown.isHeld === isHeld && shown.releases === releases) return shown.list;
  const isStill = isHeld && shown.releases === releases;
  const list = isStill ? heldInPlace(shown.list.items, present, options) : { items: present, changes: 0 };
  setShown({ present, isHeld, releases, list });
  return list;
}
