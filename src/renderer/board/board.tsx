import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createHostClient } from '../../client/host-client.ts';
import type { ThemeSwitch } from '../shared/theme.ts';
import {
  type BoardSeat,
  resolveBoardAccess,
  type BoardAccess,
  parseRoute,
  routeHash,
} from './board-access.ts';
import { GameBoard } from './game-board.tsx';
import { Notice } from './screens/notice.tsx';

/** A host that is away is asked again. */
const RETRY_MS = 3_000;

/** The whole board: the way in, then the game. */
export function Board({ theme }: { readonly theme: ThemeSwitch }) {
  const { t } = useTranslation('board');
  const access = useBoardAccess();
  switch (access?.kind) {
    case undefined:
      return <Notice title={t('entry.opening')} />;
    case 'away':
      return <Notice title={t('entry.away_title')} text={t('entry.away')} tone="away" />;
    case 'no_right':
      return <Notice title={t('entry.no_right_title')} text={t('entry.no_right')} />;
    case 'seat':
      return <GameBoard seat={access.seat} theme={theme} />;
    default:
      return access satisfies never;
  }
}

function useBoardAccess(): BoardAccess | null {
  const [access, setOpened] = useState<BoardAccess | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    const apiFor = (seat: number | undefined) => createHostClient({ seat });
    const retry = async () => {
      const answer = await resolveBoardAccess(apiFor, parseRoute(location.hash));
      if (ended.signal.aborted) return;
      if (answer.kind === 'seat') remember(answer.seat);
      if (answer.kind === 'away') setTimeout(() => void retry(), RETRY_MS);
      setOpened(answer);
    };
    void retry();
    // A new link in the same window means another board. (This page's own changes to its address do not fire this event.)
    addEventListener('hashchange', () => location.reload(), { signal: ended.signal });
    return () => ended.abort();
  }, []);
  return access;
}

/** The used ticket leaves the address; the seat takes its place, so that a reload comes back. */
function remember(seat: BoardSeat): void {
  history.replaceState(null, '', `${location.pathname}${location.search}${routeHash(seat)}`);
}
