/** Where a page finds out whether this is still its laptop: the only route that pages from other addresses of the laptop may ask. */
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { SeatProofQuery, SeatProofResponse } from '../../../protocol/rest-schemas.ts';
import type { AnnouncedOrigins } from '../../lan/announced-origins.ts';
import { describeRoute, PUBLIC_ROUTE } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { parseId, validQuery } from '../validation.ts';

const PATH = /^\/api\/v2\/seats\/\d{1,15}\/proof(?:\?|$)/;

/** Whether a page from another address of this laptop asks for a proof, which carries neither rights nor names. */
export function isProofRequest(
  { method, url, headers }: Pick<FastifyRequest, 'method' | 'url' | 'headers'>,
  announcedOrigins: Pick<AnnouncedOrigins, 'isAnnounced'>,
): boolean {
  const { origin } = headers;
  return method === 'GET' && PATH.test(url) && origin !== undefined && announcedOrigins.isAnnounced(origin);
}

/** The origin at which this request reached the laptop; null: not one that a seat may go to. */
export function originOf(
  { headers, socket }: Pick<FastifyRequest, 'headers' | 'socket'>,
  announcedOrigins: Pick<AnnouncedOrigins, 'reachedAt'>,
): string | null {
  const { localAddress, remoteAddress } = socket;
  return announcedOrigins.reachedAt({ host: headers.host, localAddress, remoteAddress });
}

export function seatProofRoutes(app: Api, { carriedSeats, announcedOrigins, rateLimits }: Services): void {
  app.get(
    '/seats/:id/proof',
    {
      schema: {
        ...describeRoute({
          tags: ['players'],
          summary: 'Whether this is the laptop that knows the seat, for pages from its other addresses',
          response: SeatProofResponse,
        }),
        ...PUBLIC_ROUTE,
        params: Type.Object({ id: Type.String() }),
        querystring: SeatProofQuery,
      },
    },
    async (request, reply) => {
      const { challenge } = validQuery(request);
      const { origin } = request.headers;
      reply.header('vary', 'Origin');
      if (origin !== undefined && announcedOrigins.isAnnounced(origin))
        reply.header('access-control-allow-origin', origin);
      const id = parseId(request.params.id) ?? 0;
      const reachedAt = originOf(request, announcedOrigins);
      return carriedSeats.prove(id, challenge, reachedAt, () => rateLimits.mayOpenUnproven(request.ip));
    },
  );
}
