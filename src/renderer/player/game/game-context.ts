import { createContext, useContext, useSyncExternalStore } from 'react';
import type { GameView } from '../../../client/game-view.ts';
import type { Sounds } from '../../shared/sounds.ts';
import type { StoredSeat } from '../entry/seat-store.ts';
import type { CommandSenderState } from './command-sender.ts';
import type { PlayerCommand } from './player-command.ts';
import type { SeatSession } from './seat-session.ts';

/** What the screens of a game share. */
export interface GameContextValue {
  readonly session: SeatSession;
  readonly view: GameView;
  readonly sounds: Sounds;
  /** Other seats held by this browser. */
  readonly otherSeats: readonly StoredSeat[];
  /** Selects one of several own challenges; null: the most urgent. */
  readonly focus: (challengeId: number | null) => void;
  readonly ask: (asking: boolean) => void;
  readonly enter: (seat: StoredSeat) => void;
  /** To a game's entry; null: where a code is typed. The seat stays stored. */
  readonly leave: (code: string | null) => void;
  /** To where name and PIN are typed. */
  readonly recover: () => void;
  /** Forgets the seat: it is gone for good. */
  readonly forget: () => void;
  /** To the game before; null: there is none. */
  readonly lookBack: (() => void) | null;
  /** Whether this is the game before: `reopen` leads back to the next one. */
  readonly looksBack: boolean;
  readonly reopen: () => void;
  readonly reload: () => void;
}

export const GameContext = createContext<GameContextValue | null>(null);

export function useGameContext(): GameContextValue {
  const value = useContext(GameContext);
  if (value === null) throw new Error('useGameContext needs a GameContext around it.');
  return value;
}

interface Outgoing extends CommandSenderState {
  readonly send: (command: PlayerCommand, key: string) => void;
}

/** The pending command, and the last refusal. */
export function useCommandSender(): Outgoing {
  const { sender } = useGameContext().session;
  const state = useSyncExternalStore(sender.subscribe, sender.getState);
  return { ...state, send: (command, key) => sender.send(command, key) };
}
