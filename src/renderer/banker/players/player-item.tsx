import { clsx } from 'clsx';
import { Ban, EllipsisVertical, EyeOff, GripVertical } from 'lucide-react';
import { useState } from 'react';
import {
  Button as AriaButton,
  GridListItem,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { playingTeams } from '../../shared/folded.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { Popover } from '../components/popover.tsx';
import { PresenceLabel } from '../components/presence-label.tsx';
import { useDesk, useGame, usePlayer, useTeam } from '../desk/desk-context.ts';
import { AskFor } from './ask-for.tsx';
import { RenamePlayerDialog } from './rename-player-dialog.tsx';
import { approvalBody, usePlayerActions } from './use-player-actions.ts';
import menuCss from '../components/menu.module.css';
import css from './player-item.module.css';

interface PlayerItemProps {
  readonly id: number;
  readonly player: Player;
}

/** One player in a team's list: drag by the handle, press to open, everything else in the menu. */
export function PlayerItem({ id, player: placed }: PlayerItemProps) {
  const { t } = useTranslation('players');
  // Its place stays while somebody is busy in the lists; what it says is what is known now.
  const now = usePlayer(id);
  const player = now ?? placed;
  const isElsewhere = player.removed || player.team_number !== placed.team_number;
  const name = isolate(player.player_name);
  return (
    <GridListItem
      id={id}
      textValue={player.player_name}
      aria-label={name}
      className={clsx(css.item)}
      data-line
      data-gone={isElsewhere}
    >
      <AriaButton slot="drag" className={clsx(css.grip)} aria-label={t('row.drag', { name })}>
        <GripVertical aria-hidden size={16} />
      </AriaButton>
      <span className={css.itemWords}>
        <bdi translate="no" className={css.itemName}>
          {player.player_name}
        </bdi>
        <Marks player={player} />
        <PresenceLabel player={player} />
      </span>
      {player.without_phone && <AskFor player={player} />}
      <PlayerMenu player={player} />
    </GridListItem>
  );
}

/** What the banker should see at a glance. Extra time is left out: somebody may be looking over their shoulder. */
function Marks({ player: { blocked, approved } }: { readonly player: Player }) {
  const { t } = useTranslation('players');
  const asked = useGame(({ game }) => game?.settings.approve_names === true);
  return (
    <>
      {blocked === true && (
        <span className={css.mark} title={t('row.blocked')}>
          <Ban aria-hidden size={14} />
          <span className="visually-hidden">{t('row.blocked')}</span>
        </span>
      )}
      {asked && !approved && (
        <span className={css.mark} title={t('row.unapproved')}>
          <EyeOff aria-hidden size={14} />
          <span className="visually-hidden">{t('row.unapproved')}</span>
        </span>
      )}
    </>
  );
}

/** Headed by whose it is: the rows lie close to each other. */
function PlayerMenu({ player }: { readonly player: Player }) {
  const { t } = useTranslation('players');
  const { selectPlayer } = useDesk();
  const teams = useGame((view) => view.teams);
  const { change, move, remove } = usePlayerActions();
  const { player_id: id, team_number: own, approved } = player;
  const [isRenaming, setRenaming] = useState(false);
  const team = useTeam(own);
  const item = clsx(menuCss.item);
  const others = playingTeams(teams).filter(({ team_number }) => team_number !== own);
  return (
    <>
      <MenuTrigger>
        <Button variant="quiet" size="small" label={t('row.menu', { name: isolate(player.player_name) })}>
          <EllipsisVertical aria-hidden size={16} />
        </Button>
        <Popover className={menuCss.popover}>
          <Menu className={clsx(menuCss.menu)}>
            <MenuSection>
              <Header className={clsx(css.menuWhose)}>
                {team !== undefined && <TeamBadge team={team} size="1.75rem" />}
                <bdi translate="no">{player.player_name}</bdi>
              </Header>
              <MenuItem className={item} onAction={() => selectPlayer(id)} textValue={t('row.open')}>
                <span>{t('row.open')}</span>
              </MenuItem>
              <MenuItem className={item} onAction={() => setRenaming(true)} textValue={t('row.rename')}>
                <span>{t('row.rename')}</span>
              </MenuItem>
              {!approved && (
                <MenuItem
                  className={item}
                  onAction={() => change(id, approvalBody(player.player_name))}
                  textValue={t('row.approve')}
                >
                  <span>{t('row.approve')}</span>
                </MenuItem>
              )}
            </MenuSection>
            <MenuSection>
              <Header className={clsx(css.menuHead)}>{t('row.move')}</Header>
              {others.map(({ team_number, name }) => (
                <MenuItem
                  key={team_number}
                  className={item}
                  textValue={name}
                  onAction={() => move(player, team_number)}
                >
                  <bdi translate="no">{name}</bdi>
                </MenuItem>
              ))}
              {own !== null && (
                <MenuItem className={item} onAction={() => move(player, null)} textValue={t('row.no_team')}>
                  <span>{t('row.no_team')}</span>
                </MenuItem>
              )}
            </MenuSection>
            <MenuItem className={item} data-danger onAction={() => remove(id)} textValue={t('row.remove')}>
              <span>{t('row.remove')}</span>
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {isRenaming && <RenamePlayerDialog player={player} onClose={() => setRenaming(false)} />}
    </>
  );
}
