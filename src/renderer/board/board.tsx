import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenSeatCarrier } from '../../client/seat-carrier.ts';
import type { AccessStore } from '../shared/access-store.ts';
import type { BoardAccess } from './board-access.ts';
import { GameBoard } from './game-board.tsx';
import { Notice } from './screens/notice.tsx';

interface BoardProps {
  readonly access: AccessStore<BoardAccess>;
  /** How the board goes on at another address of the laptop. */
  readonly carrySeat: OpenSeatCarrier;
}

/** The whole board: the way in, then the game. */
export function Board({ access: store, carrySeat }: BoardProps) {
  const { t } = useTranslation('board');
  const access = useSyncExternalStore(store.subscribe, store.getAccess);
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
      return <GameBoard seat={access.seat} spareRight={access.spareRight} carrySeat={carrySeat} />;
    default:
      return access satisfies never;
  }
}
