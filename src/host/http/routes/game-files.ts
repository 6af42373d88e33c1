/** Games as files: bankers can export them, the owner can import them. */
import { Readable } from 'node:stream';
import Type from 'typebox';
import { ExportQuery, ImportGameResponse } from '../../../protocol/backups.ts';
import { GAME_FILE_MEDIA_TYPE, MAX_GAME_FILE_BYTES } from '../../../protocol/game-file.ts';
import { presentGame } from '../../../protocol/present.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { callerIdOf } from '../../auth/owners.ts';
import { jsonOutcome, sendOutcome } from '../execute-command.ts';
import { refusal } from '../problems.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { readFileIdempotencyKey, validQuery } from '../validation.ts';

const tags = ['backups'];

export function gameFileRoutes(
  app: Api,
  { archive, hostTime, costlyAnswers }: Services,
  authorization: Authorization,
): void {
  app.get(
    '/games/:code/export',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'The game as a file; with stand-ins for names and typed texts unless `names=real`',
          response: Type.String(),
          mediaType: GAME_FILE_MEDIA_TYPE,
        }),
        params: CodeParams,
        querystring: ExportQuery,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      costlyAnswers.begin(request, reply, caller);
      const { room } = caller;
      const { names = 'pseudonyms' } = validQuery(request);
      return reply
        .header('content-disposition', `attachment; filename="game-${room.state.code}.jsonl"`)
        .type(`${GAME_FILE_MEDIA_TYPE}; charset=utf-8`)
        .send(Readable.from(archive.exportGame(room, names)));
    },
  );

  app.addContentTypeParser(GAME_FILE_MEDIA_TYPE, { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.post(
    '/games/import',
    {
      bodyLimit: MAX_GAME_FILE_BYTES,
      // Checked before the body is read, as nobody else may send this much.
      preParsing: async (request) => {
        await authorization.requireOwner(request);
      },
      schema: {
        ...describeRoute({
          tags,
          summary: 'Create a game from an exported file',
          status: 201,
          response: ImportGameResponse,
        }),
        body: {
          content: { [GAME_FILE_MEDIA_TYPE]: { schema: Type.String({ description: 'an exported game' }) } },
        },
      },
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      const file: unknown = request.body;
      if (!(file instanceof Uint8Array))
        throw refusal('malformed', `The file must be sent as Content-Type: ${GAME_FILE_MEDIA_TYPE}.`);
      const key = await readFileIdempotencyKey(request, callerIdOf(owner), file);
      const imported = await archive.importGame(file, {
        ownerId: owner.id,
        key,
        answer: (games) => {
          const [state] = games;
          if (state === undefined) throw new Error('an import creates one game');
          return jsonOutcome(201, {
            game_code: state.code,
            game_id: state.gameId,
            game: presentGame(state, { at: hostTime.now(), playMs: state.playMs }),
          });
        },
      });
      return sendOutcome(reply, imported);
    },
  );
}
