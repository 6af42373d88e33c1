import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { useGameContext } from '../game/game-context.ts';
import { OwnDetails } from './own-details.tsx';
import css from './drawer.module.css';

/** The PIN that moves the seat to another phone, and others who share this one. */
export function SeatSection() {
  const { t } = useTranslation('player');
  const { view, session, otherSeats, enter, leave } = useGameContext();
  const pin = view.me?.seat_pin ?? null;
  return (
    <section>
      <h2>{t('drawer.seat')}</h2>
      {view.game?.status === 'waiting' && view.me !== null && (
        <OwnDetails me={view.me} teams={view.game.settings.join_teams === 'choose' ? view.teams : []} />
      )}
      {pin !== null && (
        <dl className={css.pinRow}>
          <dt>{t('drawer.pin')}</dt>
          <dd className={css.pin} translate="no">
            {pin}
          </dd>
        </dl>
      )}
      <p className={css.soft}>{t('drawer.pin_text')}</p>
      {otherSeats.length > 0 && <h3>{t('drawer.shared')}</h3>}
      <div className={css.buttons}>
        {otherSeats.map((seat) => (
          <Button key={`${seat.code}.${seat.playerId}`} onClick={() => enter(seat)}>
            <bdi translate="no">{seat.name}</bdi>
          </Button>
        ))}
        <Button onClick={() => leave(session.seat.code)}>{t('drawer.add')}</Button>
      </div>
    </section>
  );
}
