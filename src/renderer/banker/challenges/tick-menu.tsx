import { clsx } from 'clsx';
import { ListChecks } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { Button } from '../components/button.tsx';
import { Popover } from '../components/popover.tsx';
import { useTeam } from '../desk/desk-context.ts';
import { oldestRequest } from '../model/frozen-order.ts';
import { OLDEST, teamsOfSeveral } from '../model/ticks.ts';
import menuCss from '../components/menu.module.css';

interface TickMenuProps {
  /** All that wait. */
  readonly waiting: readonly Challenge[];
  readonly onTick: (ids: readonly number[]) => void;
  readonly onNone: () => void;
}

/** Ticks many rows at once: all, the oldest ten, those of a team; each adds to what is ticked. */
export function TickMenu({ waiting, onTick, onNone }: TickMenuProps) {
  const { t } = useTranslation('banker');
  const ids = waiting.toSorted((one, other) => (oldestRequest(one, other) ? -1 : 1)).map(({ id }) => id);
  const item = clsx(menuCss.item);
  return (
    <MenuTrigger>
      <Button variant="quiet" size="icon" label={t('several.menu')}>
        <ListChecks aria-hidden size={20} />
      </Button>
      <Popover className={menuCss.popover}>
        <Menu className={clsx(menuCss.menu)}>
          <MenuItem className={item} onAction={() => onTick(ids)} textValue={t('several.all')}>
            <span>{t('several.all')}</span>
          </MenuItem>
          {ids.length > OLDEST && (
            <MenuItem
              className={item}
              onAction={() => onTick(ids.slice(0, OLDEST))}
              textValue={t('several.oldest')}
            >
              <span>{t('several.oldest')}</span>
            </MenuItem>
          )}
          {teamsOfSeveral(waiting).map(([teamNumber, ofTeam]) => (
            <MenuItem
              key={teamNumber}
              className={item}
              onAction={() => onTick(ofTeam)}
              textValue={String(teamNumber)}
            >
              <TeamChoice teamNumber={teamNumber} count={ofTeam.length} />
            </MenuItem>
          ))}
          <MenuItem className={item} onAction={onNone} textValue={t('several.none')}>
            <span>{t('several.none')}</span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function TeamChoice({ teamNumber, count }: { readonly teamNumber: number; readonly count: number }) {
  const { t } = useTranslation('banker');
  const team = useTeam(teamNumber);
  if (team === undefined) return null;
  return (
    <>
      <TeamBadge team={team} size="1.5rem" />
      <span>
        <bdi translate="no">{team.name}</bdi> <span>{t('several.of_team', { count })}</span>
      </span>
    </>
  );
}
