/** Backups, for the owner's desk: listed, made now, restored. */
import Type from 'typebox';
import { HOST_ACTOR_ID } from '../../../game/state.ts';
import {
  Backup,
  BackupsResponse,
  RestoreBackupBody,
  RestoreBackupResponse,
} from '../../../protocol/backups.ts';
import { presentGame } from '../../../protocol/present.ts';
import type { Callers } from '../../auth/authorization.ts';
import type { ListedBackup } from '../../storage/archive.ts';
import { outcome, send } from '../execute-command.ts';
import { ProblemError } from '../problems.ts';
import { tells } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { bodyOf, codeOf, keyOf } from '../validation.ts';

const tags = ['backups'];
const NameParams = Type.Object({ name: Type.String({ description: 'the name of a backup' }) });

export function backupRoutes(app: Api, { archive, hostTime }: Services, callers: Callers): void {
  app.get(
    '/backups',
    { schema: tells({ tags, summary: 'All backups', answer: BackupsResponse }) },
    async (request) => {
      await callers.owner(request);
      return { items: archive.backups().map(present) };
    },
  );

  app.post(
    '/backups',
    { schema: tells({ tags, summary: 'Make a backup now', status: 201, answer: Backup }) },
    async (request, reply) => {
      await callers.owner(request);
      bodyOf(request);
      const backup = await archive.backUp();
      if (backup === null)
        throw new ProblemError('bad_request', 'There is nothing to back up yet. Make a game first.');
      return send(reply, outcome(201, present(backup)));
    },
  );

  app.post(
    '/backups/:name/restore',
    {
      schema: {
        ...tells({ tags, summary: 'Put games back to what a backup holds', answer: RestoreBackupResponse }),
        params: NameParams,
        body: RestoreBackupBody,
      },
    },
    async (request, reply) => {
      await callers.owner(request);
      const { game_code: typed } = bodyOf(request);
      const key = keyOf(request, HOST_ACTOR_ID);
      const code = typed === undefined ? null : codeOf(typed);
      const restored = await archive.restore(request.params.name, code, {
        key,
        answer: (games) => {
          const at = hostTime.now();
          return outcome(200, {
            games: games.map((state) => presentGame(state, { at, playMs: state.playMs })),
          });
        },
      });
      return send(reply, restored);
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
