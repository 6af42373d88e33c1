/** What the banker says to everybody, as long as it stands. */
import { useEffect, useState } from 'react';
import type { GameStore } from '../../../client/game-view.ts';
import { tabOnlyStorage } from '../../../client/safe-storage.ts';
import type { Message } from '../../../protocol/entity-schemas.ts';
import { useAnnounce } from '../components/live-regions.tsx';
import { useTicker } from '../hooks/ticker.ts';

/** A message with words. */
export interface StandingMessage extends Message {
  readonly text: string;
}

/** The message while it stands; null: there is none, it was taken away, or its time has passed. */
export function useStandingMessage(
  { hostNow }: Pick<GameStore, 'hostNow'>,
  message: Message | null,
): StandingMessage | null {
  const stands = useTicker(() => message !== null && message.text !== null && hostNow() < message.until);
  if (!stands || message === null || message.text === null) return null;
  return { ...message, text: message.text };
}

/** When the last message was sent that was read out, or closed, in this tab: a reload repeats neither. */
const SAID = 'message-said';
const CLOSED = 'message-closed';

/** Tells screen readers, once. */
export function useMessageSpoken(message: StandingMessage | null): void {
  const [storage] = useState(tabOnlyStorage);
  const announce = useAnnounce();
  const [at, text] = [message?.at, message?.text];
  useEffect(() => {
    if (at === undefined || text === undefined || storage.read(SAID) === String(at)) return;
    storage.write(SAID, String(at));
    announce.polite(text);
  }, [storage, announce, at, text]);
}

/** The message unless it was closed here, and what closes it. */
export function useClosableMessage(message: StandingMessage | null): {
  readonly message: StandingMessage | null;
  readonly close: () => void;
} {
  const [storage] = useState(tabOnlyStorage);
  const [closed, setClosed] = useState(() => storage.read(CLOSED));
  const key = String(message?.at);
  return {
    message: closed === key ? null : message,
    close() {
      storage.write(CLOSED, key);
      setClosed(key);
    },
  };
}
