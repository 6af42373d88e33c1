/** Parts of route schemas that many routes share; what they say is the OpenAPI document. */
import type { FastifySchema } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { Problem } from '../../protocol/problems.ts';

const Code = Type.String({ description: 'the game code, in any case, with or without spaces and dashes' });
const Id = Type.String({ description: 'an id' });

export const CodeParams = Type.Object({ code: Code });
export const CodeIdParams = Type.Object({ code: Code, id: Id });

/** For calls without a right. */
export const ANYONE_MAY = { security: [{}] };

const problems = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});
const REFUSALS = {
  '4xx': problems('Refused; `code` says why'),
  503: problems('The laptop could not save it: nothing was changed'),
};

interface Told {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly status?: number;
  /** Absent: an empty answer. */
  readonly answer?: TSchema;
  readonly mediaType?: string;
}

/** Summary, tags and answers of a route. The answers are for the document: their types stay out of the handlers. */
export function tells(told: Told): Pick<FastifySchema, 'tags' | 'summary'> {
  const { tags, summary, status = 200, answer, mediaType = 'application/json' } = told;
  const success =
    answer === undefined
      ? Type.Null({ description: 'Done' })
      : { description: 'Done', content: { [mediaType]: { schema: answer } } };
  const documented: FastifySchema = { tags, summary, response: { [status]: success, ...REFUSALS } };
  return documented;
}
