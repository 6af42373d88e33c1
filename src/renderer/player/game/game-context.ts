import { createContext, useContext, useSyncExternalStore } from 'react';
import type { GameView } from '../../../client/game-view.ts';
import type { Sounds } from '../../shared/sounds.ts';
import type { Seat } from '../entry/seat-store.ts';
import type { Command, OutboxState } from './command-sender.ts';
import type { OpenGame } from './seat-session.ts';

/** What the screens of a game work with. */
export interface GameWork {
  readonly open: OpenGame;
  readonly view: GameView;
  readonly sounds: Sounds;
  /** Other seats of this browser. */
  readonly otherSeats: readonly Seat[];
  /** Picks one of several own challenges; null: whichever is most urgent. */
  readonly focus: (challengeId: number | null) => void;
  readonly ask: (asking: boolean) => void;
  readonly enter: (seat: Seat) => void;
  /** To the door of a game; null: where a code is typed. The seat stays in this browser. */
  readonly leave: (code: string | null) => void;
  /** To where name and PIN are typed. */
  readonly recover: () => void;
  /** Forgets the seat: it is gone for good. */
  readonly forget: () => void;
  readonly reopen: () => void;
  readonly reload: () => void;
}

export const GameContext = createContext<GameWork | null>(null);

export function useWork(): GameWork {
  const work = useContext(GameContext);
  if (work === null) throw new Error('This screen stands outside of a game.');
  return work;
}

interface Outgoing extends OutboxState {
  readonly send: (command: Command, key: string) => void;
}

/** What is on its way to the host, and what it refused. */
export function useOutbox(): Outgoing {
  const { outbox } = useWork().open;
  const state = useSyncExternalStore(outbox.subscribe, outbox.getState);
  return { ...state, send: (command, key) => outbox.send(command, key) };
}
