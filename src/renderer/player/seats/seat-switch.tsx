/** A chunk of its own: most phones have one seat. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { VIBRATION_PATTERNS, vibrate } from '../../shared/vibrate.ts';
import type { StoredSeat } from '../entry/seat-store.ts';
import { useGameContext } from '../game/game-context.ts';
import { errandOf, inSeatOrder, type SeatErrand } from '../model/other-seats.ts';
import css from './seat-switch.module.css';

/** The others who play on this phone, and what they have to do: their turn is one tap away, on every screen. */
export function SeatSwitch() {
  const { t } = useTranslation('drawer');
  const { otherSeats, enter, view } = useGameContext();
  const seats = inSeatOrder(otherSeats).map((seat) => ({
    seat,
    errand: errandOf(view.challenges, seat.playerId),
  }));
  useCallOthers(seats);
  return (
    <nav className={css.seats} aria-label={t('switch.label')} data-part="seat-switch">
      {seats.map(({ seat, errand }) => (
        <button
          key={seat.playerId}
          type="button"
          className={css.seat}
          data-errand={errand ?? 'none'}
          onClick={() => enter(seat)}
        >
          <SeatWords seat={seat} errand={errand} />
        </button>
      ))}
    </nav>
  );
}

interface SeatWithErrand {
  readonly seat: StoredSeat;
  readonly errand: SeatErrand;
}

function SeatWords({ seat: { name }, errand }: SeatWithErrand) {
  const { t } = useTranslation('drawer');
  const { t: tPlayer } = useTranslation('player');
  // Known from the first connection on.
  if (name === '') return <span>{tPlayer('entry.continue_someone')}</span>;
  if (errand === 'do_this')
    return (
      <span>
        <BidiText>{t('switch.call', { name: isolate(name) })}</BidiText>
      </span>
    );
  return (
    <>
      <bdi translate="no">{name}</bdi>
      {errand !== null && <span className={css.errand}>{t(errand)}</span>}
    </>
  );
}

/** Whoever holds the phone is told that somebody else on it has got an exercise. */
function useCallOthers(seats: readonly SeatWithErrand[]): void {
  const { t } = useTranslation('drawer');
  const { sounds } = useGameContext();
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<number> | null>(null);
  useEffect(() => {
    const called = seats.filter(({ errand }) => errand === 'do_this');
    const fresh = called.filter(({ seat }) => known.current?.has(seat.playerId) === false);
    known.current = new Set(called.map(({ seat }) => seat.playerId));
    if (fresh.length === 0) return;
    sounds.play('assigned');
    vibrate(navigator, VIBRATION_PATTERNS.assigned);
    announce.polite(fresh.map(({ seat }) => t('switch.call', { name: isolate(seat.name) })).join(' '));
  });
}
