/** Writes a game's rows, inside a transaction. */
import type { LoggedEvent } from '../../../game/events.ts';
import { EVENT_VERSION } from '../../../game/upcasters.ts';
import { storedCause } from '../command-id.ts';
import { eventChecksum } from '../event-chain.ts';
import type { KeyedResponse } from '../event-store.ts';
import { outcomeChecksum } from '../idempotency-row.ts';
import type { Session } from './database.ts';

const INSERT_GAME = {
  name: 'insert_game',
  text: 'insert into games (game_id, code, state, last_seq, last_checksum) values ($1, $2, $3, 0, 0)',
};
const INSERT_EVENTS = {
  name: 'insert_events',
  text: `insert into events (game_id, seq, at, play_ms, caused_by, version, body, checksum, cause)
    select $1, * from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::integer[], $7::text[], $8::bigint[], $9::text[])`,
};
const INSERT_SEATS = {
  name: 'insert_seats',
  text: `insert into seats (participant_id, game_id) select *, $1 from unnest($2::bigint[]) on conflict do nothing`,
};
const INSERT_OUTCOMES = {
  name: 'insert_outcomes',
  text: `insert into outcomes (game_id, participant_id, key, request_hash, status, body, secrets_of, checksum)
    select $1, * from unnest($2::bigint[], $3::text[], $4::text[], $5::integer[], $6::text[], $7::bigint[], $8::bigint[])`,
};

export async function insertGame(
  session: Session,
  game: { readonly gameId: number; readonly code: string; readonly state: 'stored' | 'staged' },
): Promise<void> {
  await session.run(INSERT_GAME, [game.gameId, game.code, game.state]);
}

/** Inserts events after the one with the checksum `before`. Resolves with the last one's checksum. */
export async function insertEvents(
  session: Session,
  gameId: number,
  events: readonly LoggedEvent[],
  before: number,
): Promise<number> {
  if (events.length === 0) return before;
  let checksum = before;
  const rows = events.map(({ seq, at, playMs, by, cause, event }) => {
    const row = { seq, at, playMs, by, version: EVENT_VERSION, body: JSON.stringify(event) };
    checksum = eventChecksum(gameId, row, checksum);
    return { ...row, checksum, cause: storedCause({ gameId, seq }, cause) };
  });
  await session.run(INSERT_EVENTS, [
    gameId,
    rows.map(({ seq }) => seq),
    rows.map(({ at }) => at),
    rows.map(({ playMs }) => playMs),
    rows.map(({ by }) => by),
    rows.map(({ version }) => version),
    rows.map(({ body }) => body),
    rows.map((row) => row.checksum),
    rows.map(({ cause }) => cause),
  ]);
  const seats = events.flatMap(({ event }) => (event.type === 'participant_joined' ? event.id : []));
  if (seats.length > 0) await session.run(INSERT_SEATS, [gameId, seats]);
  return checksum;
}

export async function insertResponses(
  session: Session,
  gameId: number,
  responses: readonly KeyedResponse[],
): Promise<void> {
  if (responses.length === 0) return;
  await session.run(INSERT_OUTCOMES, [
    gameId,
    responses.map(({ key }) => key.participantId),
    responses.map(({ key }) => key.key),
    responses.map(({ key }) => key.requestHash),
    responses.map(({ response }) => response.status),
    responses.map(({ response }) => response.body),
    responses.map(({ response }) => response.secretsOf),
    responses.map(({ key, response }) => outcomeChecksum(gameId, { ...key, ...response })),
  ]);
}
