/** What is printed on the players' cards: a ticket for each seat. */
import { inJoiningOrder } from '../../../game/joining-order.ts';
import { SeatCardsResponse } from '../../../protocol/rest-schemas.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { hasSeatCard } from '../../auth/seat-cards.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';

export function seatCardRoutes(
  app: Api,
  { credentials, costlyAnswers }: Services,
  authorization: Authorization,
): void {
  app.get(
    '/games/:code/seat-cards',
    {
      schema: {
        ...describeRoute({
          tags: ['tickets'],
          summary: 'The tickets on the players’ cards',
          response: SeatCardsResponse,
        }),
        params: CodeParams,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      costlyAnswers.begin(request, reply, caller);
      const seats = inJoiningOrder(caller.room.state).filter(hasSeatCard);
      return {
        items: seats.map((seat) => ({ player_id: seat.id, ticket: credentials.cardTicketOf(seat) })),
      };
    },
  );
}
