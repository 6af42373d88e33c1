/** One-time links: issued by bankers, redeemed by whoever holds one. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { Check } from 'typebox/value';
import {
  IssueTicketBody,
  RedeemTicketResponse,
  RedeemTicketBody,
  IssueTicketResponse,
} from '../../../protocol/rest-schemas.ts';
import { finalSeat } from '../../auth/authentication.ts';
import { type Caller, type Authorization, noSuchPlayer } from '../../auth/authorization.ts';
import { createLinkTerms } from '../../auth/link-terms.ts';
import { registerTicket, TICKET_MS, ticketLink } from '../../auth/one-time-links.ts';
import type { Room } from '../../rooms/room.ts';
import { jsonOutcome, presentRefusal, sendOutcome, stillHeldBy } from '../execute-command.ts';
import { refusal } from '../problems.ts';
import { PUBLIC_ROUTE, CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody, readIdempotencyKey } from '../validation.ts';
import { createRedeemer } from './one-time-link-redemption.ts';

const tags = ['tickets'];
const SEED_BYTES = 16;

/** What is stored about an issued ticket: enough to repeat the response, not enough to use the ticket. */
const StoredTicket = Type.Object({
  seed: Type.String(),
  page: Type.String(),
  expires_at: Type.Integer(),
  /** `LinkTerms`; the first versions had none. */
  terms: Type.Optional(Type.String()),
});

type Purpose = IssueTicketBody['for'];

export function oneTimeLinkRoutes(app: Api, services: Services, authorization: Authorization): void {
  const { credentials, hostTime, randomBytes, presence, joinUrls, rateLimits } = services;
  const redeem = createRedeemer(services);
  const linkTerms = createLinkTerms(services.owners, credentials);

  const pageFor = (purpose: Purpose, { state }: Room, request: FastifyRequest): string => {
    const base = joinUrls()[0] ?? `http://${request.headers.host ?? 'localhost'}`;
    return `${base}${purpose === 'seat' ? `/j/${state.code}` : `/${purpose}/`}`;
  };

  app.post(
    '/games/:code/tickets',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Hand out a one-time link',
          status: 201,
          response: IssueTicketResponse,
        }),
        params: CodeParams,
        body: IssueTicketBody,
      },
    },
    async (request, reply): Promise<FastifyReply> => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { for: purpose, player_id: playerId } = validBody(request);
      const participantId = purpose === 'seat' ? seatToMove(caller, playerId) : null;
      const { room, actor } = caller;
      await rateLimits.takeCommand(request.ip, actor);
      const stored = await room.execute({
        actor,
        command: null,
        key: readIdempotencyKey(request, actor.id),
        answer: (state) =>
          jsonOutcome(201, {
            seed: Buffer.from(randomBytes(SEED_BYTES)).toString('hex'),
            page: pageFor(purpose, room, request),
            expires_at: hostTime.now() + TICKET_MS,
            terms: linkTerms.termsOf(caller, participantId, state),
          }),
        refuse: presentRefusal(presence),
        requireRight: stillHeldBy(caller),
      });
      const content: unknown = JSON.parse(stored.body);
      if (!Check(StoredTicket, content)) throw new Error('a stored ticket does not match its schema');
      const ticket = (content.terms ?? '') + credentials.ticketOf(content.seed);
      await registerTicket(
        services,
        ticket,
        { purpose, gameId: room.state.gameId, participantId },
        content.expires_at,
      );
      return sendOutcome(reply, {
        ...stored,
        body: JSON.stringify({ ticket, url: ticketLink(content.page, ticket) }),
      });
    },
  );

  app.post(
    '/tickets/redeem',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Use a one-time link', response: RedeemTicketResponse }),
        ...PUBLIC_ROUTE,
        body: RedeemTicketBody,
      },
    },
    (request, reply) => redeem(request, reply, validBody(request).ticket),
  );
}

function seatToMove({ room }: Caller, playerId: number | undefined): number {
  if (playerId === undefined) {
    throw refusal(
      { reason: 'field_invalid', params: { field: 'player_id' } },
      '"player_id" must say whose seat to move.',
    );
  }
  const seat = room.state.participants.get(playerId);
  if (seat?.role !== 'player') throw noSuchPlayer();
  return finalSeat(room, seat).id;
}
