/** What the bankers of a game should know about who joins it and who guesses at it. Found out when somebody asks. */
import type { HostWarning } from '../../protocol/host-info.ts';
import type { Warning } from '../../protocol/host-warnings.ts';
import type { GuessedSeats } from '../limits/guessed-seats.ts';
import type { JoinCrowd } from '../limits/join-floods.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms-types.ts';
import { StorageError } from '../storage/event-store.ts';
import type { Clock } from '../time/clock.ts';
import { presentWarning } from './warnings.ts';

/** The most players that a warning names: the rest follow once these have been dealt with. */
const MAX_NAMED = 20;
/** How long a desk waits for games to be opened, ms: it also has to learn that the database is away. */
const PATIENCE_MS = 500;

interface GameWarningSources {
  /** Those who have lately joined it; undefined: not many. */
  readonly crowd: JoinCrowd | undefined;
  readonly guessedSeats: Pick<GuessedSeats, 'find'>;
}

export function gameWarnings(
  { state }: Pick<Room, 'state'>,
  { crowd, guessedSeats }: GameWarningSources,
): readonly HostWarning[] {
  const { code, participants } = state;
  const flood = crowd?.largest((id) => participants.get(id)?.removed === false) ?? null;
  const guessed = [...participants.values()].filter(
    (seat) => seat.role === 'player' && !seat.removed && guessedSeats.find(seat) !== null,
  );
  const warnings: Warning[] = [];
  if (flood !== null) warnings.push({ code: 'many_joins', params: { game_code: code, ...flood } });
  if (guessed.length > 0) {
    const ids = guessed.slice(0, MAX_NAMED).map(({ id }) => String(id));
    warnings.push({ code: 'pin_guesses', params: { game_code: code, player_ids: ids } });
  }
  return warnings.map((warning) => presentWarning(warning, false));
}

/** Opens those of these games that are not open, as far as that is done soon. One that cannot be opened is named by its own warning. */
export async function openSoon(
  { rooms, clock }: { readonly rooms: Pick<Rooms, 'all' | 'byId'>; readonly clock: Pick<Clock, 'after'> },
  gameIds: readonly number[],
): Promise<void> {
  const open = new Set(rooms.all().map(({ state }) => state.gameId));
  const closed = gameIds.filter((gameId) => !open.has(gameId));
  if (closed.length === 0) return;
  const openOne = async (gameId: number) => {
    try {
      await rooms.byId(gameId);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  };
  const patience = new Promise<void>((resolve) => void clock.after(PATIENCE_MS, resolve));
  await Promise.race([Promise.all(closed.map(openOne)), patience]);
}
