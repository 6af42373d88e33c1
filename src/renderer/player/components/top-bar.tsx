import { Menu } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { GameView } from '../../../client/game-view.ts';
import { Button } from '../../shared/components/button.tsx';
import { ConnectionDot } from '../../shared/components/connection-dot.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { ThemeButton } from './theme-button.tsx';
import css from './top-bar.module.css';

interface TopBarProps {
  readonly view: GameView;
  /** Shown until the host has sent the name. */
  readonly name: string;
  /** Null where there is no team to look at. */
  readonly onMenu: (() => void) | null;
}

/** Who this phone is, and whether it is connected: on every screen. */
export function TopBar({ view, name, onMenu }: TopBarProps) {
  const { t } = useTranslation('player');
  const { me, teams, connection } = view;
  const who = me?.player_name ?? name;
  const team = teams.find(({ team_number: number }) => number === me?.team_number);
  return (
    <header className={css.bar}>
      {team !== undefined && <TeamBadge team={team} size="2.75rem" named />}
      <div className={css.who}>
        <bdi translate="no" className={css.name} style={fitWords(who)}>
          {who}
        </bdi>
        <span className={css.below}>
          {team !== undefined && (
            <bdi translate="no" className={css.team}>
              {team.name}
            </bdi>
          )}
          <ConnectionDot connection={connection} />
        </span>
      </div>
      <ThemeButton />
      {onMenu !== null && (
        <Button size="icon" aria-label={t('bar.menu')} aria-haspopup="dialog" onClick={onMenu}>
          <Menu aria-hidden="true" />
        </Button>
      )}
    </header>
  );
}
