import { useEffect, useMemo, useState } from 'react';
import { findChallenge, useDesk } from '../desk/desk-context.ts';
import { lineOf, linesOfHistory, linesUpTo, withLine, type Line } from '../model/feed-items.ts';
import { useRecord } from './recent-history.tsx';

/** Lines with which a desk that was just opened begins. */
const LINES_FROM_HISTORY = 12;

/** What just happened, newest first. */
export function useLines(): readonly Line[] {
  const { store } = useDesk();
  const record = useRecord();
  const [heard, setHeard] = useState<readonly Line[]>([]);

  useEffect(() => {
    let before = store.getView();
    let latest = before;
    // A line compares with what was known before its event; the view is changed before events are told.
    const stopWatching = store.subscribe(() => {
      const view = store.getView();
      if (view.epoch !== latest.epoch) setHeard((lines) => linesUpTo(lines, view.seq));
      if (view.seq !== latest.seq) before = latest;
      latest = view;
    });
    const stopListening = store.onEvent((frame) => {
      const challenge = 'id' in frame.data ? findChallenge(before, frame.data.id) : undefined;
      const line = lineOf(frame, { challenge, gameStatus: before.game?.status });
      if (line !== null) setHeard((lines) => withLine(lines, line));
    });
    return () => {
      stopListening();
      stopWatching();
    };
  }, [store]);

  return useMemo(
    () => withHistory(heard, linesOfHistory(record).slice(0, LINES_FROM_HISTORY)),
    [heard, record],
  );
}

/** What was heard live, and of the history what was not. */
function withHistory(heard: readonly Line[], history: readonly Line[]): readonly Line[] {
  const versions = new Map<number, number>();
  for (const { challenge } of heard) {
    if (challenge !== null && !versions.has(challenge.id)) versions.set(challenge.id, challenge.version);
  }
  const unheard = history.filter(
    ({ challenge }) => challenge !== null && (versions.get(challenge.id) ?? 0) < challenge.version,
  );
  return [...heard, ...unheard].toSorted((one, other) => other.at - one.at);
}
