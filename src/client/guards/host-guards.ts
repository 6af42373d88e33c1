/** Guards of what calls about the laptop answer: apart, because only desk and board make them. */
import type * as backups from '../../protocol/backups.ts';
import type { HostInfo, HostWarning } from '../../protocol/host-info.ts';
import { BACKUP_REASONS } from '../../protocol/wire-enums.ts';
import { isGame } from './entity-guards.ts';
import { array, boolean, either, integer, nullable, object, oneOf, record, string } from './wire-guards.ts';

const isWarning = object<HostWarning>({
  code: string,
  params: record(nullable(either(array(string), either(string, integer)))),
  detail: string,
  about_games: boolean,
});
export const isHost = object<HostInfo>({
  host_id: string,
  version: string,
  join_urls: array(string),
  addresses: array(object<HostInfo['addresses'][number]>({ address: string, card: string })),
  chosen: nullable(string),
  warnings: array(isWarning),
  names: array(string),
  rehearsal: boolean,
  phones_seen: object<HostInfo['phones_seen']>({ count: integer, last_at: nullable(integer) }),
});

type HeldGame = NonNullable<backups.Backup['games']>[number];
export const isBackup = object<backups.Backup>({
  name: string,
  made_at: string,
  reason: oneOf(...BACKUP_REASONS),
  bytes: integer,
  games: nullable(array(object<HeldGame>({ game_code: string, name: string, events: integer }))),
});
export const isBackupList = object<backups.BackupsResponse>({ items: array(isBackup) });
export const isRestoreAnswer = object<backups.RestoreBackupResponse>({ games: array(isGame) });
export const isImportAnswer = object<backups.ImportGameResponse>({
  game_code: string,
  game_id: integer,
  game: isGame,
});
