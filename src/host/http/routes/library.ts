/** The owner's library of exercises and templates. docs/protocol.md, "Library". */
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { DESCRIPTION_LIMIT, GAME_NAME_LIMIT } from '../../../game/text-limits.ts';
import { GAME_FILE_MEDIA_TYPE } from '../../../protocol/game-file.ts';
import { MAX_LIBRARY_FILE_BYTES } from '../../../protocol/library-codes.ts';
import {
  ChangeLibraryExerciseBody,
  LibraryExercise,
  LibraryExerciseBody,
  LibraryImportReport,
  LibraryQuery,
  LibraryResponse,
  RenameTemplateBody,
  SaveTemplateBody,
  Template,
} from '../../../protocol/library.ts';
import { presentSettings } from '../../../protocol/present.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { callerIdOf } from '../../auth/owners.ts';
import { completeExercise, completeTemplate } from '../../library/library-contents.ts';
import { templateOf } from '../../library/template.ts';
import type { StoredResponse } from '../../storage/event-store.ts';
import { markRepeat, sendOutcome } from '../execute-command.ts';
import { DESCRIPTION, fitText, GAME_NAME } from '../fit-text.ts';
import { fitWays } from '../given-exercise.ts';
import { refusal } from '../problems.ts';
import { describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { parseId, readFileIdempotencyKey, readIdempotencyKey, validBody, validQuery } from '../validation.ts';

const tags = ['library'];
const IdParams = Type.Object({ id: Type.String({ description: 'an id' }) });

export function libraryRoutes(
  app: Api,
  { libraryOf }: Pick<Services, 'libraryOf'>,
  authorization: Authorization,
): void {
  app.get(
    '/library',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Own exercises, and templates of games',
          response: LibraryResponse,
        }),
        querystring: LibraryQuery,
      },
    },
    async (request) => {
      const ownerId = await authorization.requireOwnerOrAnyBanker(request);
      const { revision: known } = validQuery(request);
      const { revision, exercises, templates } = await libraryOf(ownerId).read();
      return { revision, library: revision === known ? null : { revision, exercises, templates } };
    },
  );

  app.post(
    '/library/exercises',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Add an exercise', status: 201, response: LibraryExercise }),
        body: LibraryExerciseBody,
      },
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      const exercise = fitExercise(validBody(request));
      return sendOutcome(
        reply,
        await libraryOf(owner.id).addExercise(exercise, readIdempotencyKey(request, callerIdOf(owner))),
      );
    },
  );

  app.patch(
    '/library/exercises/:id',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Change an exercise', response: LibraryExercise }),
        params: IdParams,
        body: ChangeLibraryExerciseBody,
      },
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      const { expected = {}, ...fields } = validBody(request);
      const key = readIdempotencyKey(request, callerIdOf(owner));
      const applied = (before: LibraryExercise) => fitChange(before, fields);
      return sendOutcome(
        reply,
        await libraryOf(owner.id).changeExercise(idOf(request.params), { fields, expected, applied }, key),
      );
    },
  );

  app.delete(
    '/library/exercises/:id',
    {
      schema: { ...describeRoute({ tags, summary: 'Remove an exercise', status: 204 }), params: IdParams },
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      validBody(request);
      const key = readIdempotencyKey(request, callerIdOf(owner));
      return sendNothing(reply, await libraryOf(owner.id).removeExercise(idOf(request.params), key));
    },
  );

  app.post(
    '/library/templates',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Save a game as a template', status: 201, response: Template }),
        body: SaveTemplateBody,
      },
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      const { name, game_code: code, exercises } = validBody(request);
      const room = await authorization.requireOwnGame(owner, code);
      const template = completeTemplate({
        name: fitText(name, GAME_NAME),
        ...templateOf(room.state, presentSettings(room.state.settings)),
        exercises: exercises.map((each) => ({
          ...each,
          name:
            each.name === null ? null : fitText(each.name, { field: 'exercises', limit: DESCRIPTION_LIMIT }),
        })),
      });
      return sendOutcome(
        reply,
        await libraryOf(owner.id).addTemplate(template, readIdempotencyKey(request, callerIdOf(owner))),
      );
    },
  );

  app.patch(
    '/library/templates/:id',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Rename a template', response: Template }),
        params: IdParams,
        body: RenameTemplateBody,
      },
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      const { name: typed, expected_name: expectedName } = validBody(request);
      const name = fitText(typed, { field: 'name', limit: GAME_NAME_LIMIT });
      const key = readIdempotencyKey(request, callerIdOf(owner));
      return sendOutcome(
        reply,
        await libraryOf(owner.id).renameTemplate(idOf(request.params), name, expectedName, key),
      );
    },
  );

  app.delete(
    '/library/templates/:id',
    {
      schema: { ...describeRoute({ tags, summary: 'Remove a template', status: 204 }), params: IdParams },
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      validBody(request);
      const key = readIdempotencyKey(request, callerIdOf(owner));
      return sendNothing(reply, await libraryOf(owner.id).removeTemplate(idOf(request.params), key));
    },
  );

  app.get(
    '/library/export',
    {
      schema: describeRoute({
        tags,
        summary: 'The library as one file',
        response: Type.String(),
        mediaType: GAME_FILE_MEDIA_TYPE,
      }),
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      return reply
        .header('content-disposition', 'attachment; filename="library.jsonl"')
        .type(`${GAME_FILE_MEDIA_TYPE}; charset=utf-8`)
        .send(await libraryOf(owner.id).exportFile());
    },
  );

  app.post(
    '/library/import',
    {
      bodyLimit: MAX_LIBRARY_FILE_BYTES,
      // Checked before the body is read, as nobody else may send this much.
      preParsing: async (request: FastifyRequest) => {
        await authorization.requireOwner(request);
      },
      schema: {
        ...describeRoute({ tags, summary: 'Take over such a file', response: LibraryImportReport }),
        body: {
          content: {
            [GAME_FILE_MEDIA_TYPE]: { schema: Type.String({ description: 'an exported library' }) },
          },
        },
      },
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      const file: unknown = request.body;
      if (!(file instanceof Uint8Array))
        throw refusal('malformed', `The file must be sent as Content-Type: ${GAME_FILE_MEDIA_TYPE}.`);
      const key = await readFileIdempotencyKey(request, callerIdOf(owner), file);
      return sendOutcome(reply, await libraryOf(owner.id).importFile(file, key));
    },
  );
}

const idOf = ({ id }: { readonly id: string }) => parseId(id) ?? 0;

function fitExercise(body: LibraryExerciseBody): Required<LibraryExerciseBody> {
  const name = fitText(body.name, { ...DESCRIPTION, field: 'name' });
  const { ways = [] } = body;
  return completeExercise({ ...body, name, ways: fitWays(ways, name) });
}

/** The words of its ways have as much room as its name leaves. */
function fitChange(
  before: LibraryExercise,
  fields: Partial<LibraryExerciseBody>,
): Required<LibraryExerciseBody> {
  const isReworded = fields.name !== undefined || fields.ways !== undefined;
  return (isReworded ? fitExercise : completeExercise)({ ...before, ...fields });
}

function sendNothing(reply: FastifyReply, { status, isRepeat }: StoredResponse): FastifyReply {
  return markRepeat(reply, isRepeat).code(status).send();
}
