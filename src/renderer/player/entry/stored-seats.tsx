import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { useEntry } from './entry-context.ts';
import type { StoredSeat } from './seat-store.ts';
import css from './stored-seats.module.css';

interface StoredSeatsProps {
  /** Null: of every game. */
  readonly code: string | null;
  readonly seats: readonly StoredSeat[];
}

/** Seats this browser already holds. */
export function StoredSeats({ code, seats }: StoredSeatsProps) {
  const { t } = useTranslation('player');
  const { enter } = useEntry();
  const here = seats.filter((seat) => code === null || seat.code === code).slice(0, 4);
  if (here.length === 0) return null;
  return (
    <section className={css.here}>
      <h2 className={css.small}>{t('entry.on_this_phone')}</h2>
      {here.map((seat) => (
        <Button key={`${seat.code}.${seat.playerId}`} onClick={() => enter(seat)}>
          {seat.name === '' ? (
            t('entry.continue_someone')
          ) : (
            <span>
              <BidiText>{t('entry.continue_as', { name: isolate(seat.name) })}</BidiText>
            </span>
          )}
          {code === null && <span className={css.codeTag}>{seat.code}</span>}
        </Button>
      ))}
    </section>
  );
}
