import { ChevronDown, ChevronUp, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { useFormat } from '../../shared/format.ts';
import { WarningList } from '../components/warning-list.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { LinkDialog } from '../links/link-dialog.tsx';
import { isSeatWarningOf } from '../model/seat-warnings.ts';
import { SeatWarning } from './seat-warnings.tsx';
import { useFoldedWarnings, useWarnings } from './use-warnings.ts';
import css from './rail.module.css';

/** What the banker should know about the laptop: folded away, a line with how much it is. */
export function Warnings({ info }: { readonly info: HostInfo | null }) {
  const { t } = useTranslation('banker');
  const { seat, hrefOf, gameCode } = useDesk();
  const format = useFormat();
  const { limit, warnings, keys } = useWarnings(info);
  const { isFolded, fold } = useFoldedWarnings(keys, info !== null);
  const id = useId();
  const aboutSeats = warnings.filter((warning) => isSeatWarningOf(gameCode, warning));
  // Here, because the warning goes as soon as the seat has moved.
  const [moving, setMoving] = useState<Player | null>(null);
  return (
    <>
      <div role="alert">
        {keys.length > 0 && (
          <section className={css.warnings} aria-labelledby="warnings-title" data-part="warnings">
            <h2 id="warnings-title">
              <button
                type="button"
                className={css.fold}
                aria-expanded={!isFolded}
                aria-controls={id}
                onClick={() => fold(!isFolded)}
              >
                <TriangleAlert aria-hidden size={18} />
                <span>{t('warning.title')}</span>
                <span className={css.many}>
                  <span aria-hidden>{format.number(keys.length)}</span>
                  <span className="visually-hidden">
                    {t('warning.count', { count: keys.length, number: format.number(keys.length) })}
                  </span>
                </span>
                {isFolded ? <ChevronDown aria-hidden size={18} /> : <ChevronUp aria-hidden size={18} />}
              </button>
            </h2>
            <div id={id} className={css.told} hidden={isFolded}>
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
            </div>
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
