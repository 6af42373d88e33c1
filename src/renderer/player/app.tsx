import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sounds } from '../shared/sounds.ts';
import { ThemeButton } from './components/theme-button.tsx';
import { EntryContext, type EntryContextValue } from './entry/entry-context.ts';
import { PhoneEntry } from './entry/phone-entry.tsx';
import type { SeatStore } from './entry/seat-store.ts';
import { GamePage } from './game/game-page.tsx';
import { loadLanguageSelect, useLaterPart } from './hooks/use-later-part.ts';
import type { Phone } from './phone.ts';
import css from './app.module.css';

interface AppProps {
  readonly phone: Phone;
  readonly api: EntryContextValue['api'];
  readonly joining: Pick<EntryContextValue, 'join' | 'recover'>;
  readonly seats: SeatStore;
  readonly sounds: Sounds;
  readonly reload: () => void;
}

/** The phone's page: joining, or in a seat. */
export function App({ phone, api, joining, seats, sounds, reload }: AppProps) {
  const state = useSyncExternalStore(phone.subscribe, phone.getState);
  const [recovering, setRecovering] = useState(false);
  const goTo = useCallback(
    (code: string | null) => {
      setRecovering(false);
      phone.leave(code);
    },
    [phone],
  );
  if (state.at === 'opening') return <Opening isMoving={state.isMoving} />;
  if (state.at === 'entry') {
    return (
      <EntryFrame phone={phone} api={api} joining={joining} seats={seats} goTo={goTo}>
        <PhoneEntry
          code={state.code}
          ticket={state.ticket}
          name={state.name}
          recovery={state.recovery}
          isWrongAddress={state.isWrongAddress}
          recovering={recovering}
        />
      </EntryFrame>
    );
  }
  const { seat } = state.session;
  const recover = () => {
    setRecovering(true);
    phone.leave(seat.code);
  };
  const otherSeats = seats
    .all()
    .filter(({ code, playerId }) => code === seat.code && playerId !== seat.playerId);
  return (
    <div className={css.app} data-shared={otherSeats.length > 0}>
      <GamePage
        key={`${seat.code}.${seat.playerId}`}
        session={state.session}
        asking={state.asking}
        sounds={sounds}
        otherSeats={otherSeats}
        enter={phone.enter}
        leave={goTo}
        recover={recover}
        forget={phone.forget}
        lookBack={seat.before === undefined ? null : phone.lookBack}
        looksBack={state.looksBack}
        reopen={phone.reopen}
        reload={reload}
      />
    </div>
  );
}

/** Until the host has said which seats this browser holds. */
function Opening({ isMoving }: { readonly isMoving: boolean }) {
  const { t } = useTranslation('player');
  return (
    <main className={css.opening}>
      <output>{isMoving ? t('moving') : t('opening')}</output>
    </main>
  );
}

interface EntryFrameProps extends Pick<AppProps, 'phone' | 'api' | 'joining' | 'seats'> {
  readonly goTo: (code: string | null) => void;
  readonly children: React.ReactNode;
}

function EntryFrame({ phone, api, joining, seats, goTo, children }: EntryFrameProps) {
  const { t } = useTranslation('player');
  const { Part: LanguageSelect } = useLaterPart(loadLanguageSelect, '');
  const work = useMemo<EntryContextValue>(
    () => ({
      api,
      join: joining.join,
      recover: joining.recover,
      seats: seats.all(),
      store: seats,
      enter: phone.enter,
      goTo,
    }),
    [phone, api, joining, seats, goTo],
  );
  return (
    <EntryContext value={work}>
      <div className={css.app}>
        <header className={css.bar}>
          <span className={css.brand}>{t('title')}</span>
          <span className={css.switches}>
            <span className={css.language}>{LanguageSelect !== null && <LanguageSelect />}</span>
            <ThemeButton />
          </span>
        </header>
        <div />
        {children}
      </div>
    </EntryContext>
  );
}
