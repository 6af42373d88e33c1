/** What the banker says to everybody: on all phones and the board, until it is taken away, replaced or ten minutes old. */
import type { Moment } from '../../../game/commands.ts';
import type { GameState } from '../../../game/state.ts';
import { Message } from '../../../protocol/entity-schemas.ts';
import { presentMessage } from '../../../protocol/present.ts';
import { RemoveMessageQuery, SendMessageBody } from '../../../protocol/rest-schemas.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { executeAndReply } from '../execute-command.ts';
import { fitText, MESSAGE } from '../fit-text.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody, validQuery } from '../validation.ts';

const tags = ['games'];

/** Taken away before anything was said, there is none. */
const present = ({ message }: GameState, { at }: Moment) => presentMessage(message ?? { text: null, at });

export function messageRoutes(app: Api, services: Services, authorization: Authorization): void {
  app.post(
    '/games/:code/message',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Say something to everybody', response: Message }),
        params: CodeParams,
        body: SendMessageBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { text } = validBody(request);
      const command = { type: 'send_message', text: fitText(text, MESSAGE) } as const;
      return executeAndReply(services, caller, { request, reply }, { command, present });
    },
  );

  app.delete(
    '/games/:code/message',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Take away what was said', response: Message }),
        params: CodeParams,
        querystring: RemoveMessageQuery,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const { expected_at: at } = validQuery(request);
      const command = { type: 'remove_message', at } as const;
      return executeAndReply(services, caller, { request, reply }, { command, present });
    },
  );
}
