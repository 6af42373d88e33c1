import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { createHostClient } from '../../client/host-client.ts';
import type { Sounds } from '../shared/sounds.ts';
import { ThemeButton } from './components/top-bar.tsx';
import { DoorContext, type DoorWork } from './entry/entry-context.ts';
import { Door } from './entry/phone-entry.tsx';
import type { Seats } from './entry/seat-store.ts';
import { GamePage } from './game/game-page.tsx';
import type { Phone } from './phone.ts';
import css from './app.module.css';

interface AppProps {
  readonly phone: Phone;
  readonly seats: Seats;
  readonly sounds: Sounds;
  readonly reload: () => void;
}

/** The phone: at the door, or in a seat. */
export function App({ phone, seats, sounds, reload }: AppProps) {
  const state = useSyncExternalStore(phone.subscribe, phone.getState);
  const [recovering, setRecovering] = useState(false);
  const goTo = useCallback(
    (code: string | null) => {
      setRecovering(false);
      phone.leave(code);
    },
    [phone],
  );
  if (state.at === 'door') {
    return (
      <AtTheDoor phone={phone} seats={seats} goTo={goTo}>
        <Door code={state.code} ticket={state.ticket} recovering={recovering} />
      </AtTheDoor>
    );
  }
  const { seat } = state.open;
  const recover = () => {
    setRecovering(true);
    phone.leave(seat.code);
  };
  return (
    <div className={css.app}>
      <GamePage
        key={`${seat.code}.${seat.playerId}`}
        open={state.open}
        asking={state.asking}
        sounds={sounds}
        otherSeats={seats
          .all()
          .filter(({ code, playerId }) => code === seat.code && playerId !== seat.playerId)}
        enter={phone.enter}
        leave={goTo}
        recover={recover}
        forget={phone.forget}
        reopen={phone.reopen}
        reload={reload}
      />
    </div>
  );
}

interface AtTheDoorProps {
  readonly phone: Phone;
  readonly seats: Seats;
  readonly goTo: (code: string | null) => void;
  readonly children: React.ReactNode;
}

function AtTheDoor({ phone, seats, goTo, children }: AtTheDoorProps) {
  const { t } = useTranslation('player');
  const work = useMemo<DoorWork>(
    () => ({ calls: createHostClient(), seats: seats.all(), enter: phone.enter, goTo }),
    [phone, seats, goTo],
  );
  return (
    <DoorContext value={work}>
      <div className={css.app}>
        <header className={css.bar}>
          <span className={css.brand}>{t('title')}</span>
          <ThemeButton />
        </header>
        <div />
        {children}
      </div>
    </DoorContext>
  );
}
