/** Guards for the responses of calls about the laptop. Separate, because only desk and board make them. */
import type * as backups from '../../protocol/backups.ts';
import { RUNG_STATES, RUNGS, SYSTEMS, UNREAD_REASONS } from '../../protocol/doctor-codes.ts';
import type { CauseReport, DoctorReport } from '../../protocol/doctor-report.ts';
import type { HostInfo, HostWarning } from '../../protocol/host-info.ts';
import type {
  AddedLanguage,
  LanguageFileReport,
  LanguageMistake,
  LanguagesReport,
} from '../../protocol/languages.ts';
import { WIFI_SECURITIES } from '../../protocol/wifi-network.ts';
import type { WifiReport } from '../../protocol/wifi.ts';
import { BACKUP_REASONS, GAME_PLACES } from '../../protocol/wire-enums.ts';
import { isGame } from './entity-guards.ts';
import {
  array,
  boolean,
  union,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  record,
  string,
} from './wire-guards.ts';

const isWarning = object<HostWarning>({
  code: string,
  params: record(nullable(union(array(string), union(string, integer)))),
  detail: string,
  about_games: boolean,
});
export const isHostInfo = object<HostInfo>({
  host_id: string,
  version: string,
  join_urls: array(string),
  addresses: array(object<HostInfo['addresses'][number]>({ address: string, card: string })),
  chosen: nullable(string),
  warnings: array(isWarning),
  names: array(string),
  at_public_url: boolean,
  games_kept_in: oneOf(...GAME_PLACES),
  rehearsal: boolean,
  phones_seen: object<HostInfo['phones_seen']>({ count: integer, last_at: nullable(integer) }),
  owner_name: optional(string),
});

type RungReport = DoctorReport['rungs'][number];
type UnreadReport = DoctorReport['unread'][number];
export const isDoctorReport = object<DoctorReport>({
  system: oneOf(...SYSTEMS),
  port: integer,
  address: nullable(string),
  rungs: array(
    object<RungReport>({ rung: oneOf(...RUNGS), state: oneOf(...RUNG_STATES), at: nullable(integer) }),
  ),
  causes: array(
    object<CauseReport>({
      code: string,
      params: record(nullable(union(string, array(string)))),
      command: nullable(string),
    }),
  ),
  is_firewall_open: nullable(boolean),
  unread: array(object<UnreadReport>({ program: string, reason: oneOf(...UNREAD_REASONS) })),
  https_tries: object<DoctorReport['https_tries']>({ count: integer, last_at: nullable(integer) }),
});

export const isWifiReport = object<WifiReport>({
  read_ssid: nullable(string),
  network: nullable(
    object<NonNullable<WifiReport['network']>>({
      ssid: string,
      security: oneOf(...WIFI_SECURITIES),
      password: string,
      hidden: boolean,
    }),
  ),
  on_board: boolean,
  stored: boolean,
});

export const isLanguagesReport = object<LanguagesReport>({
  folder: string,
  items: array(
    object<LanguageFileReport>({
      file: string,
      language: nullable(object<AddedLanguage>({ tag: string, name: string })),
      missing: integer,
      mistakes: array(
        object<LanguageMistake>({
          code: string,
          line: nullable(integer),
          key: nullable(string),
          params: record(string),
          detail: string,
        }),
      ),
      more: integer,
    }),
  ),
});

type BackedUpGame = NonNullable<backups.Backup['games']>[number];
export const isBackup = object<backups.Backup>({
  name: string,
  made_at: string,
  reason: oneOf(...BACKUP_REASONS),
  bytes: integer,
  games: nullable(array(object<BackedUpGame>({ game_code: string, name: string, events: integer }))),
});
export const isBackupsResponse = object<backups.BackupsResponse>({
  items: array(isBackup),
  epoch: string,
  epochs: array(object<backups.BackupsResponse['epochs'][number]>({ game_code: string, epoch: string })),
});
export const isRestoreBackupResponse = object<backups.RestoreBackupResponse>({ games: array(isGame) });
export const isImportGameResponse = object<backups.ImportGameResponse>({
  game_code: string,
  game_id: integer,
  game: isGame,
});
