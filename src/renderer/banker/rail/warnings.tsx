import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { useFormat } from '../../shared/format.ts';
import { WarningList } from '../components/warning-list.tsx';
import { playersOf, useDesk, useGame } from '../desk/desk-context.ts';
import { LinkDialog } from '../links/link-dialog.tsx';
import { isSeatWarningOf } from '../model/seat-warnings.ts';
import { SeatWarning } from './seat-warnings.tsx';
import css from './rail.module.css';

/** What the banker should know about the laptop. */
export function Warnings({ info }: { readonly info: HostInfo | null }) {
  const { t } = useTranslation('banker');
  const { seat, hrefOf, gameCode } = useDesk();
  const format = useFormat();
  const limit = useReachedLimit();
  const warnings = info?.warnings ?? [];
  const aboutSeats = warnings.filter((warning) => isSeatWarningOf(gameCode, warning));
  // Here, because the warning goes as soon as the seat has moved.
  const [moving, setMoving] = useState<Player | null>(null);
  return (
    <>
      <div role="alert">
        {(limit !== null || warnings.length > 0) && (
          <section className={css.warnings} aria-labelledby="warnings-title" data-part="warnings">
            <h2 id="warnings-title">
              <TriangleAlert aria-hidden size={18} /> {t('warning.title')}
            </h2>
            {aboutSeats.map((warning) => (
              <SeatWarning key={warning.code} warning={warning} onMove={setMoving} />
            ))}
            {limit !== null && (
              <>
                <p>{t('warning.full', { count: limit, number: format.number(limit) })}</p>
                <a href={hrefOf('setup')}>{t('warning.full_setup')}</a>
              </>
            )}
            <WarningList warnings={warnings.filter((warning) => !aboutSeats.includes(warning))} />
            {seat === OWNER_SEAT_ID && warnings.some(({ about_games: aboutGames }) => aboutGames) && (
              <a href={hrefOf('safekeeping')}>{t('warning.safekeeping')}</a>
            )}
          </section>
        )}
      </div>
      {moving !== null && (
        <LinkDialog
          link={{ for: 'seat', playerId: moving.player_id, playerName: moving.player_name }}
          onClose={() => setMoving(null)}
        />
      )}
    </>
  );
}

/** How many players the game allows, once they are all in it; null before. */
function useReachedLimit(): number | null {
  return useGame(({ game, players }) => {
    const inGame = playersOf(players).filter(({ removed }) => !removed).length;
    return game !== null && game.status !== 'completed' && inGame >= game.settings.max_players
      ? game.settings.max_players
      : null;
  });
}
