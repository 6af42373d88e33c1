import type { Team } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { Button } from './button.tsx';
import css from './player-button.module.css';

interface PlayerButtonProps {
  readonly playerId: number;
  readonly name: string;
  readonly team: Team | undefined;
}

/** A player's name and team; pressing it opens the player's panel. */
export function PlayerButton({ playerId, name, team }: PlayerButtonProps) {
  const { selectPlayer } = useDesk();
  return (
    <span className={css.who}>
      {team !== undefined && <TeamBadge team={team} />}
      <Button variant="quiet" size="small" className={css.name} onPress={() => selectPlayer(playerId)}>
        <bdi translate="no">{name}</bdi>
      </Button>
    </span>
  );
}
