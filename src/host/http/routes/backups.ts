/** Backups, for the owner's desk: listing, creating and restoring them. */
import { createHash } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { HOST_OWNER_ID } from '../../../game/game-owner.ts';
import { HOST_ACTOR_ID } from '../../../game/state.ts';
import {
  Backup,
  BackupsResponse,
  RestoreBackupBody,
  RestoreBackupResponse,
} from '../../../protocol/backups.ts';
import { presentGame } from '../../../protocol/present.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { callerIdOf, type Owner } from '../../auth/owners.ts';
import type { Room } from '../../rooms/room.ts';
import type { ListedBackup } from '../../storage/archive.ts';
import { BACKED_UP_ELSEWHERE } from '../../storage/backups/restore.ts';
import { jsonOutcome, sendOutcome } from '../execute-command.ts';
import type { OncePerKey } from '../once-per-key.ts';
import { ProblemError, refusal } from '../problems.ts';
import { describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody, parseGameCode, readIdempotencyKey } from '../validation.ts';

const tags = ['backups'];
const NameParams = Type.Object({ name: Type.String({ description: 'the name of a backup' }) });

/** What is stored about a backup that was made. What it holds names games, so that is read from the file, which a wipe reaches. */
const StoredBackup = Type.Object({
  name: Type.String(),
  at: Type.Integer(),
  reason: Backup.properties.reason,
  bytes: Type.Integer(),
});

export function backupRoutes(
  app: Api,
  { archive, gamesKeptIn, hostTime, rooms }: Services,
  authorization: Authorization,
  oncePerKey: OncePerKey,
): void {
  app.get(
    '/backups',
    { schema: describeRoute({ tags, summary: 'All backups', response: BackupsResponse }) },
    async (request) => {
      const owner = await authorization.requireOwner(request);
      const items = holdsBackups(owner) ? (await archive.backups()).map(present) : [];
      const shown = holdsBackups(owner) ? rooms.all() : [];
      const epochs = shown.map(({ state, epoch }) => ({ game_code: state.code, epoch }));
      return { items, epoch: epochOfAll(shown), epochs };
    },
  );

  app.post(
    '/backups',
    { schema: describeRoute({ tags, summary: 'Make a backup now', status: 201, response: Backup }) },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      validBody(request);
      const made = await oncePerKey(readIdempotencyKey(request, callerIdOf(owner)), async () => {
        if (gamesKeptIn === 'database' || !holdsBackups(owner))
          throw refusal('backups_elsewhere', BACKED_UP_ELSEWHERE);
        const backup = await archive.backUp();
        if (backup === null)
          throw refusal('nothing_to_back_up', 'There is nothing to back up yet. Create a game first.');
        const { name, at, reason, bytes } = backup;
        return jsonOutcome(201, { name, at, reason, bytes });
      });
      const stored: unknown = JSON.parse(made.body);
      if (!Check(StoredBackup, stored)) throw new Error('a stored backup does not match its schema');
      // Of a call that is repeated: the oldest backups make room for new ones, and a file may have been damaged since.
      const games = await archive.contentsOf(stored.name);
      if (games === null)
        throw refusal(
          'backup_gone',
          'The backup that this made is gone or damaged by now. Make another one.',
        );
      return sendOutcome(reply, { ...made, body: JSON.stringify(present({ ...stored, games })) });
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
      const owner = await authorization.requireOwner(request);
      const { expected_epoch: epoch, ...order } = validBody(request);
      const typed = order.game_code;
      if (!holdsBackups(owner)) throw refusal('backups_elsewhere', BACKED_UP_ELSEWHERE);
      // Whoever tries it once more sees the epoch that the first try has made.
      const { headers, method, url } = request;
      const key = readIdempotencyKey({ headers, method, url, body: order }, HOST_ACTOR_ID);
      const code = typed === undefined ? null : parseGameCode(typed);
      const restored = await archive.restore(request.params.name, code, {
        key,
        assertMeant() {
          if (epoch !== undefined && epochNow(rooms.all(), code) !== epoch)
            throw new ProblemError(
              'changed_meanwhile',
              `${code === null ? 'The games have' : 'The game has'} changed in the meantime, so nothing was restored. Look at what is there first.`,
            );
        },
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

/** Of the game with this code, null if there is none; of all games without a code. */
function epochNow(rooms: readonly Room[], code: string | null): string | null {
  if (code === null) return epochOfAll(rooms);
  return rooms.find(({ state }) => state.code === code)?.epoch ?? null;
}

function epochOfAll(rooms: readonly Room[]): string {
  const each = rooms.map(({ state, epoch }) => `${state.code} ${epoch}`).toSorted();
  return createHash('sha256').update(each.join('\n')).digest('base64url');
}

/** A backup holds every game of the host, so it is not another owner's to see or to restore. */
function holdsBackups({ id }: Owner): boolean {
  return id === HOST_OWNER_ID;
}

function present({
  name,
  at,
  reason,
  bytes,
  games,
}: Static<typeof StoredBackup> & Pick<ListedBackup, 'games'>): Backup {
  return {
    name,
    made_at: new Date(at).toISOString(),
    reason,
    bytes,
    games:
      games?.map(({ code, name: title, seq }) => ({ game_code: code, name: title, events: seq })) ?? null,
  };
}
