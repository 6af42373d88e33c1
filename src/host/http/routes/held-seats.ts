/** Which seats a browser holds. Its pages cannot see their cookies, and may have lost what they stored themselves. */
import type { FastifyRequest } from 'fastify';
import { type HeldSeat, HeldSeatsResponse } from '../../../protocol/rest-schemas.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import type { Identity } from '../../auth/authentication.ts';
import type { Credentials } from '../../auth/credentials.ts';
import { setSeatCookie } from '../execute-command.ts';
import { describeRoute, PUBLIC_ROUTE } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';

/** More than a browser keeps for one host. */
const MAX_SEATS = 50;

export function heldSeatRoutes(app: Api, { authentication, credentials }: Services): void {
  /** By the id in each cookie's name; each is looked up with its own cookies alone, so that many cost no more than their number. */
  const identities = ({ headers }: FastifyRequest): Promise<readonly (readonly [number, Identity])[]> =>
    Promise.all(
      cookiesBySeat(headers.cookie ?? '', credentials).map(
        async ([seat, cookieHeader]) =>
          [
            seat,
            await authentication.authenticate({
              authorization: undefined,
              cookieHeader,
              seat,
              bodyPlayerId: null,
            }),
          ] as const,
      ),
    );

  app.get(
    '/seats',
    {
      schema: {
        ...describeRoute({
          tags: ['players'],
          summary: "The seats that this browser's cookies open",
          response: HeldSeatsResponse,
        }),
        ...PUBLIC_ROUTE,
      },
    },
    async (request, reply) => {
      const seats = new Map<number, HeldSeat>();
      for (const [cookieId, identity] of await identities(request)) {
        if (identity.kind === 'owner') {
          seats.set(OWNER_SEAT_ID, {
            participant_id: OWNER_SEAT_ID,
            role: 'banker',
            game_code: null,
            player_name: null,
            removed: false,
          });
        }
        if (identity.kind !== 'seat' || identity.claimedId !== cookieId) continue;
        const { participant, room, claimedId } = identity;
        const { id, role, name, removed } = participant;
        if (claimedId !== id) setSeatCookie(reply, credentials, id, credentials.tokenOf(participant));
        seats.set(id, {
          participant_id: id,
          role,
          game_code: room.state.code,
          player_name: name,
          removed,
        });
      }
      return { items: [...seats.values()] };
    },
  );
}

/** Those of the newest seats, and the owner's, each as a header of its own. */
function cookiesBySeat(header: string, credentials: Credentials): readonly (readonly [number, string])[] {
  const pairs = new Map<number, string[]>();
  for (const pair of header.split(';')) {
    const seat = credentials.seatOfCookie(pair.split('=', 1)[0]?.trim() ?? '');
    if (seat === null) continue;
    const ofSeat = pairs.get(seat);
    if (ofSeat === undefined) pairs.set(seat, [pair]);
    else ofSeat.push(pair);
  }
  const newest = [...pairs.keys()].toSorted((one, other) => other - one).slice(0, MAX_SEATS);
  return [...new Set(pairs.has(OWNER_SEAT_ID) ? [...newest, OWNER_SEAT_ID] : newest)].map(
    (seat) => [seat, pairs.get(seat)?.join(';') ?? ''] as const,
  );
}
