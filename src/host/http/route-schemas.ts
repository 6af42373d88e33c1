/** Parts that many route schemas share. They also make up the OpenAPI document. */
import type { FastifySchema } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { Problem } from '../../protocol/problems.ts';

const GameCode = Type.String({
  description: 'the game code, in any case, with or without spaces and dashes',
});
const Id = Type.String({ description: 'an id' });

export const CodeParams = Type.Object({ code: GameCode });
export const CodeIdParams = Type.Object({ code: GameCode, id: Id });

/** For routes that anyone may call. */
export const PUBLIC_ROUTE = { security: [{}] };

const problems = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});
const ERROR_RESPONSES = {
  '4xx': problems('Refused; `code` says why'),
  503: problems('The laptop could not save it: nothing was changed'),
};

interface RouteDescription {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly status?: number;
  /** Default: an empty response. */
  readonly response?: TSchema;
  readonly mediaType?: string;
}

/** Summary, tags and responses of a route. The responses are for the document only: handlers are not typed by them. */
export function describeRoute(route: RouteDescription): Pick<FastifySchema, 'tags' | 'summary'> {
  const { tags, summary, status = 200, response, mediaType = 'application/json' } = route;
  const success =
    response === undefined
      ? Type.Null({ description: 'Done' })
      : { description: 'Done', content: { [mediaType]: { schema: response } } };
  const documented: FastifySchema = { tags, summary, response: { [status]: success, ...ERROR_RESPONSES } };
  return documented;
}
