/** Getting a seat, and getting it back: what answers and failures mean for the page. */
import { HostError, type HostClient } from '../../../client/host-client.ts';
import type { ProblemCode } from '../../../protocol/problem-codes.ts';
import type { HeldSeat, JoinResponse, RecoverSeatBody } from '../../../protocol/rest-schemas.ts';
import type { StoredSeat } from './seat-store.ts';

/**
 * Why there is no seat; `unreachable`: no answer. `no_right`: it was this page's, and is not any more, as after it moved to another phone
 * before the answer came.
 */
export type SeatFailure = ProblemCode | 'wrong_pin' | 'unreachable';

/** Coming back with name and PIN, which was tried again after the page was loaded, in vain. */
export interface UnfinishedRecovery {
  readonly typed: RecoverSeatBody;
  readonly failed: SeatFailure;
}

/** What becomes of a join that had its seat before its answer came, and lost it since: who joins again would be somebody else. */
export function lostSeat(name: string): UnfinishedRecovery {
  return { typed: { player_name: name, seat_pin: '' }, failed: 'no_right' };
}

export type SeatResult = { readonly seat: StoredSeat } | { readonly failed: SeatFailure };

/** @throws anything that isn't a failed call. */
export async function trySeatRequest(call: () => Promise<StoredSeat>): Promise<SeatResult> {
  try {
    return { seat: await call() };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const { problem } = error;
    return { failed: problem?.reason === 'wrong_pin' ? 'wrong_pin' : (problem?.code ?? 'unreachable') };
  }
}

/** The laptop may be busy: five hundred phones ask at once. */
const RETRY_MS = 2_000;
const NOT_NOW: readonly SeatFailure[] = ['unreachable', 'storage', 'busy', 'too_many', 'too_fast'];

/** Whether it says nothing of the seat: the same call may bring it a moment later. */
export const isForNow = (failed: SeatFailure): boolean => NOT_NOW.includes(failed);

/**
 * As above, but a failure says something of the seat: whatever says nothing of it is asked again.
 * @param wait waits, ms
 */
export async function askForSeat(
  call: () => Promise<StoredSeat>,
  wait: (ms: number) => Promise<void>,
): Promise<SeatResult> {
  for (;;) {
    const result = await trySeatRequest(call);
    if ('seat' in result || !isForNow(result.failed)) return result;
    await wait(RETRY_MS);
  }
}

export function seatFromAnswer({
  player_id: playerId,
  player_name: name,
  token,
  game,
}: JoinResponse): StoredSeat {
  return { code: game.game_code, playerId, name, token: token ?? null };
}

/** Long enough for a busy laptop; without an answer, what is stored has to do. */
const HELD_SEATS_TIMEOUT_MS = 3_000;

/** The seats that this browser's cookies open; null if the host does not say. */
export async function askForHeldSeats(
  api: Pick<HostClient, 'heldSeats'>,
): Promise<readonly HeldSeat[] | null> {
  try {
    return (await api.heldSeats({ timeoutMs: HELD_SEATS_TIMEOUT_MS })).items;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return null;
  }
}

type TicketCalls = Pick<HostClient, 'redeemTicket'>;

/** The seat that a ticket moves here. Also throws `HostError` for a ticket that isn't for a player. */
export async function redeemSeatTicket(api: TicketCalls, ticket: string): Promise<StoredSeat> {
  const { participant_id: playerId, role, game_code: code, token } = await api.redeemTicket(ticket);
  if (role !== 'player' || code === null) throw new HostError('This ticket is not for a player.');
  return { code, playerId, name: '', token };
}

/**
 * Asks the host for the seat again, which restores its cookie. After a merge, this is the seat it was merged into.
 * @param me a client with this seat and token.
 */
export async function refreshSeat(me: Pick<HostClient, 'me'>, seat: StoredSeat): Promise<StoredSeat> {
  const answer = await me.me(seat.code);
  const { player_id: playerId, player_name: name } = answer;
  const token = 'token' in answer && typeof answer.token === 'string' ? answer.token : seat.token;
  return { ...seat, playerId, name, token };
}
