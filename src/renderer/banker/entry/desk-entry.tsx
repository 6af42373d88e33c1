import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import type { Sounds } from '../../shared/sounds.ts';
import { Action } from '../components/button.tsx';
import { OpenGame } from '../desk/game-desk.tsx';
import { HousePage } from '../safekeeping/laptop-page.tsx';
import type { DeskMemory } from './desk-storage.ts';
import { Games } from './games-page.tsx';
import type { Address } from './hash-router.ts';
import { useOpened } from './use-desk-access.ts';
import css from './desk-entry.module.css';

interface DoorProps {
  readonly memory: DeskMemory;
  readonly sounds: Sounds;
  readonly address: Address;
}

/** Lets a banker in: to the list of games, to one of them, or says why not. */
export function Door({ memory, sounds, address }: DoorProps) {
  const place = useSyncExternalStore(address.subscribe, address.read);
  const { opened, knock } = useOpened(address, memory, place.ticket);
  switch (opened?.kind) {
    case undefined:
      return <Opening />;
    case 'unreachable':
      return <Away onKnock={knock} />;
    case 'no_right':
      return <NoRight ticketUsed={opened.ticketUsed} />;
    case 'owner':
    case 'assistant': {
      const seat = opened.kind === 'owner' ? OWNER_SEAT_ID : opened.seat;
      const gameCode = opened.kind === 'owner' ? place.gameCode : opened.gameCode;
      if (gameCode === null) {
        const House = place.page === 'safekeeping' ? HousePage : Games;
        return <House memory={memory} address={address} />;
      }
      return (
        <OpenGame
          key={`${seat} ${gameCode}`}
          gameCode={gameCode}
          seat={seat}
          page={place.page}
          memory={memory}
          sounds={sounds}
          address={address}
        />
      );
    }
    default:
      return opened satisfies never;
  }
}

function Opening() {
  const { t } = useTranslation('banker');
  return (
    <main className={css.door}>
      <output className={css.quiet}>{t('door.opening')}</output>
    </main>
  );
}

function Away({ onKnock }: { readonly onKnock: () => void }) {
  const { t } = useTranslation('banker');
  return (
    <main className={css.door} role="alert" data-part="away">
      <h1>{t('door.away_title')}</h1>
      <p>{t('door.away')}</p>
      <Action kind="main" onPress={onKnock}>
        {t('away.again')}
      </Action>
    </main>
  );
}

function NoRight({ ticketUsed }: { readonly ticketUsed: boolean }) {
  const { t } = useTranslation('banker');
  return (
    <main className={css.door} data-part="no-right">
      <h1>{t(ticketUsed ? 'door.used_title' : 'door.no_right_title')}</h1>
      <p>{t(ticketUsed ? 'door.used' : 'door.no_right')}</p>
      <p className={css.quiet}>{t('door.joining')}</p>
      <a className={css.way} href="/">
        {t('door.join')}
      </a>
    </main>
  );
}
