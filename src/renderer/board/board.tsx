import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessStore } from '../shared/access-store.ts';
import type { BoardAccess } from './board-access.ts';
import { GameBoard } from './game-board.tsx';
import { Notice } from './screens/notice.tsx';

/** The whole board: the way in, then the game. */
export function Board({ access: store }: { readonly access: AccessStore<BoardAccess> }) {
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
      return <GameBoard seat={access.seat} />;
    default:
      return access satisfies never;
  }
}
