/** Languages that volunteers have added to this laptop. docs/protocol.md, "Added languages". */
import Type from 'typebox';
import { LanguagesReport, LanguagesResponse } from '../../../protocol/languages.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { sendFile } from '../files-in-memory.ts';
import { ProblemError } from '../problems.ts';
import { describeRoute, PUBLIC_ROUTE } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody } from '../validation.ts';

const tags = ['host'];
const WordsParams = Type.Object({
  tag: Type.String({ description: 'a language from the list' }),
  namespace: Type.String({ description: 'a part of the texts, such as player' }),
});

export function languageRoutes(
  app: Api,
  { languages }: Pick<Services, 'languages'>,
  authorization: Authorization,
): void {
  app.get(
    '/languages',
    {
      schema: {
        ...describeRoute({ tags, summary: 'The languages that were added', response: LanguagesResponse }),
        ...PUBLIC_ROUTE,
      },
    },
    () => ({ items: [...languages.list()] }),
  );

  app.get(
    '/languages/:tag/:namespace',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'The texts of an added language',
          response: Type.Record(Type.String(), Type.Unknown()),
        }),
        ...PUBLIC_ROUTE,
        params: WordsParams,
      },
    },
    (request, reply) => {
      const { tag, namespace } = request.params;
      const words = languages.words(tag, namespace);
      if (words === null) throw new ProblemError('not_found', 'This laptop has no such texts.');
      // The file may have been mended since.
      return sendFile(request, reply.header('cache-control', 'no-cache'), words);
    },
  );

  app.get(
    '/host/languages',
    {
      schema: describeRoute({ tags, summary: 'The files of added languages', response: LanguagesReport }),
    },
    async (request) => {
      await authorization.requireHostOwner(request);
      return languages.report();
    },
  );

  app.post(
    '/host/languages/look',
    {
      schema: describeRoute({ tags, summary: 'Read those files again', response: LanguagesReport }),
    },
    async (request) => {
      await authorization.requireHostOwner(request);
      validBody(request);
      await languages.look();
      return languages.report();
    },
  );
}
