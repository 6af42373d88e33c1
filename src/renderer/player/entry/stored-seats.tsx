import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { isolate, Sentence } from '../../shared/locales/bidi-text.tsx';
import { useDoor } from './entry-context.ts';
import css from './entry.module.css';

/** Seats this browser already holds: of one game, or with null of all. */
export function OnThisPhone({ code }: { readonly code: string | null }) {
  const { t } = useTranslation('player');
  const { seats, enter } = useDoor();
  const here = seats.filter((seat) => code === null || seat.code === code).slice(0, 4);
  if (here.length === 0) return null;
  return (
    <section className={css.here}>
      <h2 className={css.small}>{t('door.on_this_phone')}</h2>
      {here.map((seat) => (
        <Button key={`${seat.code}.${seat.playerId}`} onClick={() => enter(seat)}>
          {seat.name === '' ? (
            t('door.continue_someone')
          ) : (
            <span>
              <Sentence>{t('door.continue_as', { name: isolate(seat.name) })}</Sentence>
            </span>
          )}
          {code === null && <span className={css.codeTag}>{seat.code}</span>}
        </Button>
      ))}
    </section>
  );
}
