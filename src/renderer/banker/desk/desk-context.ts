/** What every part of a game's desk shares: the clients, the game, what is selected. */
import { createContext, useContext } from 'react';
import { useGameView } from '../../../client/game-hooks.ts';
import type { GameStore, GameView } from '../../../client/game-view.ts';
import type { HostAdminClient } from '../../../client/host-admin-client.ts';
import type { HostClient } from '../../../client/host-client.ts';
import type { Challenge, Player, Team } from '../../../protocol/entity-schemas.ts';
import type { Sounds } from '../../shared/sounds.ts';
import type { DeskPage } from '../entry/desk-route.ts';
import type { DeskStorage } from '../entry/desk-storage.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';
import type { KeptSuggestions } from '../model/kept-suggestions.ts';

export interface DeskContextValue {
  readonly api: HostClient;
  /** The client for the laptop and its files, from the same seat. */
  readonly laptop: HostAdminClient;
  readonly store: GameStore;
  /** Whether this page is on the laptop itself: without a connection, the host is gone. */
  readonly isOnLaptop: boolean;
  readonly gameCode: string;
  /** The seat that this desk calls from; 0 is the owner's. */
  readonly seat: number;
  readonly storage: DeskStorage;
  /** As they are offered now, with the amounts of the game's tier. */
  readonly exercises: readonly ExerciseOption[];
  /** Those of the library, for every game; `used`: they are suggested, too. */
  readonly ownExercises: readonly ExerciseOption[];
  /** What this desk has offered to those who wait. */
  readonly suggestions: KeptSuggestions;
  /** The banker's list, with the amounts of every tier. */
  readonly exerciseList: readonly ExerciseOption[];
  readonly setExercises: (exerciseList: readonly ExerciseOption[]) => void;
  readonly sounds: Sounds;
  readonly page: DeskPage;
  readonly goTo: (page: DeskPage) => void;
  /** The address of a page of this desk. */
  readonly hrefOf: (page: DeskPage) => string;
  /** The player whose panel is open, if one is. */
  readonly selectedPlayerId: number | null;
  /** Opens this player's panel, on the page of the players where this one has none; null: closes it. Another page closes it, too. */
  readonly selectPlayer: (playerId: number | null) => void;
  /** Opens the desk of another game, from the caller's seat in it. */
  readonly openGame: (gameCode: string, seat: number) => void;
  /** Back to the list of games; null for an assistant, who has only this one. */
  readonly leave: (() => void) | null;
}

const DeskContext = createContext<DeskContextValue | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): DeskContextValue {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('useDesk needs a DeskProvider around it.');
  return desk;
}

/** A part of the current view; the component only re-renders when that part changes. */
export function useGame<Part>(select: (view: GameView) => Part): Part {
  return useGameView(useDesk().store, select);
}

/** The team with that number, if any. */
export function useTeam(teamNumber: number | null): Team | undefined {
  return useGame(({ teams }) => teams.find((team) => team.team_number === teamNumber));
}

export function usePlayer(playerId: number | null): Player | undefined {
  return useGame(({ players }) => players.find((player) => player.player_id === playerId));
}

/** How many wait for an exercise. */
export function useWaitingCount(): number {
  return useGame(({ challenges }) => challenges.filter(({ status }) => status === 'requested').length);
}

/** How many names wait to be approved; null: none has to be. */
export function useNamesToApprove(): number | null {
  return useGame(({ game, players }) =>
    game?.settings.approve_names === true
      ? playersOf(players).filter(({ approved, removed }) => !approved && !removed).length
      : null,
  );
}

/** The latest known state of a challenge, open or ended. */
export function findChallenge({ challenges, ended }: GameView, id: number): Challenge | undefined {
  return challenges.find((each) => each.id === id) ?? ended.find((each) => each.id === id);
}

/** Leaves out the game's bankers. */
export function playersOf(players: readonly Player[]): readonly Player[] {
  return players.filter(({ role }) => role === 'player');
}
