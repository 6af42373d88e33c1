import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reuseIfEqual } from '../../../client/share-unchanged.ts';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { useFormat } from '../../shared/format.ts';
import { Button } from '../components/button.tsx';
import { PlayerButton } from '../components/player-button.tsx';
import { useHostTimeValue } from '../hooks/desk-clocks.ts';
import { useDeskHostInfo } from '../hooks/use-desk-host-info.ts';
import {
  isNewsOf,
  nextOutage,
  type Outage,
  type OutageCause,
  outageCause,
  type ReadOutage,
} from '../model/outage.ts';
import { useDesk, useGame } from './desk-context.ts';
import css from './outage-line.module.css';

/** One line for all phones that went away at once: since when, why, and behind one press who. Screen readers hear it once. */
export function OutageLine() {
  const { t } = useTranslation('banker');
  const outage = useOutage();
  const announce = useAnnounce();
  const isThere = outage !== null;
  useEffect(() => {
    if (!isThere) return undefined;
    announce.polite(t('outage.begins'));
    return () => announce.polite(t('outage.ends'));
  }, [isThere, announce, t]);
  return outage === null ? null : <UnreadLine outage={outage} />;
}

/** Once it is read, it is shown again only if it says something else. */
function UnreadLine({ outage }: { readonly outage: Outage }) {
  const { t } = useTranslation('banker');
  const { seat } = useDesk();
  const info = useDeskHostInfo(seat);
  const [read, setRead] = useState<ReadOutage | null>(null);
  const cause = outageCause(outage, info?.warnings ?? []);
  if (!isNewsOf(read, outage, cause)) return null;
  const { since, playerIds } = outage;
  return (
    <div className={css.outage} data-cause={cause}>
      <Line outage={outage} cause={cause} />
      <Button size="small" className={css.read} onPress={() => setRead({ since, playerIds, cause })}>
        {t('outage.read')}
      </Button>
    </div>
  );
}

/** How often it is looked whether it is over, ms. */
const LOOK_EVERY_MS = 10_000;

function useOutage(): Outage | null {
  const players = useGame((view) => view.players);
  const presence = useGame((view) => view.presence);
  // Without a connection, the desk does not know who is there.
  const isLive = useGame(({ connection }) => connection === 'live');
  // Then everybody closes the page.
  const isOver = useGame(({ game }) => game?.status === 'completed');
  const now = useHostTimeValue((hostNow) => Math.floor(hostNow / LOOK_EVERY_MS) * LOOK_EVERY_MS);
  const [outage, setOutage] = useState<Outage | null>(null);
  const next = isLive ? reuseIfEqual(outage, nextOutage(outage, players, presence, now)) : outage;
  if (next !== outage) setOutage(next);
  return isLive && !isOver ? next : null;
}

interface LineProps {
  readonly outage: Outage;
  readonly cause: OutageCause;
}

function Line({ outage, cause }: LineProps) {
  const { t } = useTranslation('banker');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const count = outage.playerIds.length;
  return (
    <details
      className={css.told}
      data-part="outage"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className={css.line}>
        <WifiOff aria-hidden size={20} />
        <span className={css.words}>
          {t(`outage.${cause}`, {
            count,
            number: format.number(count),
            time: format.timeOfDay(new Date(outage.since).toISOString()),
          })}
        </span>
        <span className={css.who}>{t(isOpen ? 'outage.hide' : 'outage.who')}</span>
      </summary>
      {isOpen && <Names playerIds={outage.playerIds} />}
    </details>
  );
}

function Names({ playerIds }: { readonly playerIds: readonly number[] }) {
  const players = useGame((view) => view.players);
  const teams = useGame((view) => view.teams);
  return (
    <ul className={css.names}>
      {playerIds.map((playerId) => {
        const player = players.find(({ player_id }) => player_id === playerId);
        if (player === undefined) return null;
        const team = teams.find(({ team_number }) => team_number === player.team_number);
        return (
          <li key={playerId}>
            <PlayerButton playerId={playerId} name={player.player_name} team={team} />
          </li>
        );
      })}
    </ul>
  );
}
