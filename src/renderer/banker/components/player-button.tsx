import type { Team } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { Action } from './button.tsx';
import css from './player-button.module.css';

interface WhoProps {
  readonly playerId: number;
  readonly name: string;
  readonly team: Team | undefined;
}

/** A player by name and team; pressing it opens the player's panel. */
export function Who({ playerId, name, team }: WhoProps) {
  const { choose } = useDesk();
  return (
    <span className={css.who}>
      {team !== undefined && <TeamBadge team={team} />}
      <Action kind="quiet" size="small" className={css.name ?? ''} onPress={() => choose(playerId)}>
        <bdi>{name}</bdi>
      </Action>
    </span>
  );
}
