/** The laptop's backups, for whoever runs it: listed, made now, restored. */
import { hasFields, integer, isGame, list, orNull, text } from '../../../client/frame-fields.ts';
import { HostError } from '../../../client/host-error.ts';
import type { Backup } from '../../../protocol/backups.ts';
import type { Game } from '../../../protocol/shapes.ts';
import { OWNER_SEAT } from '../door/open-desk.ts';
import { fetchFromHost } from '../parts/host-fetch.ts';

const PATH = '/api/v2/backups';
/** A copy of everything on a slow disk takes its time. */
const LIMIT_MS = 60_000;

const isBackup = hasFields<Backup>({
  name: text,
  made_at: text,
  reason: text,
  bytes: integer,
  games: orNull(list(hasFields({ game_code: text, name: text, events: integer }))),
});
const isBackupList = hasFields<{ readonly items: readonly Backup[] }>({ items: list(isBackup) });
const isRestored = hasFields<{ readonly games: readonly Game[] }>({ games: list(isGame) });

/**
 * Newest first.
 * @throws HostError when the host refuses or does not answer; the others here too.
 */
export async function fetchBackups(): Promise<readonly Backup[]> {
  return (await read(isBackupList, await fetchFromHost(PATH, OWNER_SEAT))).items;
}

/** Makes a backup now. Where nothing happened since the newest one, it is that one. */
export async function makeBackup(): Promise<Backup> {
  return read(isBackup, await fetchFromHost(PATH, OWNER_SEAT, { method: 'POST', limitMs: LIMIT_MS }));
}

export interface RestoreOrder {
  readonly backup: Backup;
  /** Null: all games of the laptop. */
  readonly gameCode: string | null;
  /** The same one for the same order: sent twice, it is carried out once. */
  readonly key: string;
}

/** Puts games back to what a backup holds; the games as they are then. */
export async function restoreBackup({ backup, gameCode, key }: RestoreOrder): Promise<readonly Game[]> {
  const response = await fetchFromHost(`${PATH}/${encodeURIComponent(backup.name)}/restore`, OWNER_SEAT, {
    method: 'POST',
    headers: { 'Idempotency-Key': key },
    body: JSON.stringify(gameCode === null ? {} : { game_code: gameCode }),
    limitMs: LIMIT_MS,
  });
  return (await read(isRestored, response)).games;
}

async function read<Answer>(
  isAnswer: (value: unknown) => value is Answer,
  response: Response,
): Promise<Answer> {
  const body: unknown = await response.json().catch(() => null);
  if (!isAnswer(body))
    throw new HostError('The host answered something unreadable.', { unknownOutcome: true });
  return body;
}
