/** What the bankers of a game should know about who joins it and who guesses at it. Found out when somebody asks. */
import type { HostWarning } from '../../protocol/host-info.ts';
import type { Warning } from '../../protocol/host-warnings.ts';
import type { GuessedSeats } from '../limits/guessed-seats.ts';
import type { JoinFloods } from '../limits/join-floods.ts';
import type { Room } from '../rooms/room.ts';
import { presentWarning } from './warnings.ts';

/** The most players that a warning names: the rest follow once these have been dealt with. */
const MAX_NAMED = 20;

interface GameWarningSources {
  readonly joinFloods: Pick<JoinFloods, 'largest'>;
  readonly guessedSeats: Pick<GuessedSeats, 'find'>;
}

export function gameWarnings(
  { state }: Pick<Room, 'state'>,
  { joinFloods, guessedSeats }: GameWarningSources,
): readonly HostWarning[] {
  const { gameId, code, participants } = state;
  const flood = joinFloods.largest(gameId, (id) => participants.get(id)?.removed === false);
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
