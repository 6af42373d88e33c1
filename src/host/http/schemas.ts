/** Parts of route schemas that many routes share; what they say is the OpenAPI document. */
import Type, { type TSchema } from 'typebox';
import { Problem } from '../../protocol/problems.ts';

const Code = Type.String({ description: 'the game code, in any case, with or without spaces and dashes' });
const Id = Type.String({ description: 'an id' });

export const CodeParams = Type.Object({ code: Code });
export const CodeIdParams = Type.Object({ code: Code, id: Id });

interface Told {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly status?: number;
  readonly answer?: TSchema;
}

/** Summary, tags and answers of a route. */
export function tells({ tags, summary, status = 200, answer }: Told) {
  const success = answer ?? Type.Null({ description: 'nothing' });
  return { tags, summary, response: { [status]: success, '4xx': Problem, 503: Problem } };
}
