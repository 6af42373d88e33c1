/** The stored answers of a recovered game: from the damaged file and from the backup, whichever its events come from. */
import { isDeepStrictEqual } from 'node:util';
import type { IdempotencyRow } from '../idempotency-row.ts';
import type { GameRecord } from '../sqlite/game-record.ts';
import { keptAnswers } from '../sqlite/kept-answers.ts';

/** The chosen version of a game, with those answers of the other version that speak of the same events. */
export function withAnswersOf<Game extends GameRecord>(chosen: Game, other: GameRecord): Game {
  const rows = new Map<string, IdempotencyRow>();
  for (const row of [...answersInCommon(chosen, other), ...chosen.idempotencyRows])
    rows.set(`${row.participantId} ${row.key}`, row);
  return { ...chosen, idempotencyRows: [...rows.values()] };
}

/** Between the two, the game may have been restored, and have gone on differently. */
function answersInCommon(
  chosen: GameRecord,
  { events, idempotencyRows }: GameRecord,
): readonly IdempotencyRow[] {
  const parted = events.findIndex((logged, index) => !isDeepStrictEqual(logged, chosen.events[index]));
  if (parted < 0) return idempotencyRows;
  return keptAnswers(events.slice(0, parted), { rows: idempotencyRows, isInOrder: true });
}
