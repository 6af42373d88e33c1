/** Which seats a browser holds. Its pages cannot see their cookies, and may have lost what they stored themselves. */
import type { FastifyRequest } from 'fastify';
import { type HeldSeat, HeldSeatsResponse } from '../../../protocol/rest-schemas.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import type { Identity } from '../../auth/authentication.ts';
import { setSeatCookie } from '../execute-command.ts';
import { describeRoute, PUBLIC_ROUTE } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';

/** More than a browser keeps for one host. */
const MAX_SEATS = 50;

export function heldSeatRoutes(app: Api, { authentication, credentials }: Services): void {
  const seatsNamed = (cookieHeader: string): readonly number[] => {
    const names = cookieHeader.split(';').map((pair) => pair.split('=', 1)[0]?.trim() ?? '');
    const ids = new Set(names.flatMap((name) => credentials.seatOfCookie(name) ?? []));
    return [...ids].toSorted((one, other) => other - one).slice(0, MAX_SEATS);
  };
  /** By the id in each cookie's name. */
  const identities = ({ headers }: FastifyRequest): Promise<readonly (readonly [number, Identity])[]> =>
    Promise.all(
      seatsNamed(headers.cookie ?? '').map(
        async (seat) =>
          [
            seat,
            await authentication.authenticate({
              authorization: undefined,
              cookieHeader: headers.cookie,
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
