/** Backups, for the owner's desk: listing, creating and restoring them. */
import Type from 'typebox';
import { HOST_ACTOR_ID } from '../../../game/state.ts';
import {
  Backup,
  BackupsResponse,
  RestoreBackupBody,
  RestoreBackupResponse,
} from '../../../protocol/backups.ts';
import { presentGame } from '../../../protocol/present.ts';
import type { Authorization } from '../../auth/authorization.ts';
import type { ListedBackup } from '../../storage/archive.ts';
import { jsonOutcome, sendOutcome } from '../execute-command.ts';
import { ProblemError } from '../problems.ts';
import { describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody, parseGameCode, readIdempotencyKey } from '../validation.ts';

const tags = ['backups'];
const NameParams = Type.Object({ name: Type.String({ description: 'the name of a backup' }) });

export function backupRoutes(app: Api, { archive, hostTime }: Services, authorization: Authorization): void {
  app.get(
    '/backups',
    { schema: describeRoute({ tags, summary: 'All backups', response: BackupsResponse }) },
    async (request) => {
      await authorization.requireOwner(request);
      return { items: archive.backups().map(present) };
    },
  );

  app.post(
    '/backups',
    { schema: describeRoute({ tags, summary: 'Make a backup now', status: 201, response: Backup }) },
    async (request, reply) => {
      await authorization.requireOwner(request);
      validBody(request);
      const backup = await archive.backUp();
      if (backup === null)
        throw new ProblemError('bad_request', 'There is nothing to back up yet. Create a game first.');
      return sendOutcome(reply, jsonOutcome(201, present(backup)));
    },
  );

  app.post(
    '/backups/:name/restore',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'Put games back to what a backup holds',
          response: RestoreBackupResponse,
        }),
        params: NameParams,
        body: RestoreBackupBody,
      },
    },
    async (request, reply) => {
      await authorization.requireOwner(request);
      const { game_code: typed } = validBody(request);
      const key = readIdempotencyKey(request, HOST_ACTOR_ID);
      const code = typed === undefined ? null : parseGameCode(typed);
      const restored = await archive.restore(request.params.name, code, {
        key,
        answer: (games) => {
          const at = hostTime.now();
          return jsonOutcome(200, {
            games: games.map((state) => presentGame(state, { at, playMs: state.playMs })),
          });
        },
      });
      return sendOutcome(reply, restored);
    },
  );
}

function present({ name, at, reason, bytes, games }: ListedBackup): Backup {
  return {
    name,
    made_at: new Date(at).toISOString(),
    reason,
    bytes,
    games:
      games?.map(({ code, name: title, seq }) => ({ game_code: code, name: title, events: seq })) ?? null,
  };
}
