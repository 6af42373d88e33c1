import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createHostClient } from '../../client/host-client.ts';
import type { ThemeSwitch } from '../shared/theme.ts';
import { type BoardSeat, openBoard, type Opened, readFragment, writeFragment } from './board-access.ts';
import { Seated } from './game-board.tsx';
import { Notice } from './screens/notice.tsx';

/** A host that is away is asked again. */
const KNOCK_EVERY_MS = 3_000;

/** The whole board: the way in, then the game. */
export function Board({ theme }: { readonly theme: ThemeSwitch }) {
  const { t } = useTranslation('board');
  const opened = useOpened();
  switch (opened?.kind) {
    case undefined:
      return <Notice title={t('door.opening')} />;
    case 'away':
      return <Notice title={t('door.away_title')} text={t('door.away')} tone="away" />;
    case 'no_right':
      return <Notice title={t('door.no_right_title')} text={t('door.no_right')} />;
    case 'seat':
      return <Seated seat={opened.seat} theme={theme} />;
    default:
      return opened satisfies never;
  }
}

function useOpened(): Opened | null {
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    const callsFor = (seat: number | undefined) => createHostClient({ seat });
    const knock = async () => {
      const answer = await openBoard(callsFor, readFragment(location.hash));
      if (ended.signal.aborted) return;
      if (answer.kind === 'seat') remember(answer.seat);
      if (answer.kind === 'away') setTimeout(() => void knock(), KNOCK_EVERY_MS);
      setOpened(answer);
    };
    void knock();
    // A new link in the same window means another board. (This page's own changes to its address do not fire this event.)
    addEventListener('hashchange', () => location.reload(), { signal: ended.signal });
    return () => ended.abort();
  }, []);
  return opened;
}

/** The used ticket leaves the address; the seat takes its place, so that a reload comes back. */
function remember(seat: BoardSeat): void {
  history.replaceState(null, '', `${location.pathname}${location.search}${writeFragment(seat)}`);
}
