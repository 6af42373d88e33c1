import { useCallback, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenSeatCarrier } from '../../client/seat-carrier.ts';
import type { AccessStore } from '../shared/access-store.ts';
import { replaceAddress } from '../shared/replace-address.ts';
import type { BoardAccess, OpenBoard } from './board-access.ts';
import type { BoardRights } from './board-rights.ts';
import { routeHash } from './board-route.ts';
import { GameBoard } from './game-board.tsx';
import { Notice } from './screens/notice.tsx';

interface BoardProps {
  readonly access: AccessStore<BoardAccess>;
  readonly rights: BoardRights;
  /** How the board goes on at another address of the laptop. */
  readonly carrySeat: OpenSeatCarrier;
}

/** The whole board: the way in, then the game. */
export function Board({ access: store, rights, carrySeat }: BoardProps) {
  const { t } = useTranslation('board');
  const opened = useSyncExternalStore(store.subscribe, store.getAccess);
  /** Where its people play again, or are back. */
  const [moved, setMoved] = useState<OpenBoard | null>(null);
  const access = moved ?? opened;
  const move = useCallback((to: OpenBoard) => {
    replaceAddress(history, `${location.pathname}${location.search}${routeHash(to.seat)}`);
    setMoved(to);
  }, []);
  switch (access?.kind) {
    case undefined:
      return <Notice title={t('entry.opening')} />;
    case 'away':
      return <Notice title={t('entry.away_title')} text={t('entry.away')} tone="away" />;
    case 'no_cookies':
      return <Notice title={t('entry.no_cookies_title')} text={t('entry.no_cookies')} />;
    case 'no_right':
      return <Notice title={t('entry.no_right_title')} text={t('entry.no_right')} />;
    case 'seat':
      return (
        <GameBoard
          key={`${access.seat.gameCode}.${access.seat.participantId}`}
          seat={access.seat}
          spareRight={access.spareRight}
          rights={rights}
          carrySeat={carrySeat}
          onMove={move}
        />
      );
    default:
      return access satisfies never;
  }
}
