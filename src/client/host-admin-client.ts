/**
 * The host's REST routes about the laptop and about files as methods: apart from `host-client.ts`, because phones make none of them.
 * Others build on: `createLaptopClient`, `LaptopClient`.
 */
import type * as backups from '../protocol/backups.ts';
import { GAME_FILE_MEDIA_TYPE } from '../protocol/game-file.ts';
import type { ChangeHostBody } from '../protocol/host-info.ts';
import * as reads from './guards/host-guards.ts';
import { type CallOptions, file } from './http-call.ts';
import { type CommandOptions, createVerbs, type HostClientOptions, search } from './http-methods.ts';

/** A copy of everything on a slow disk, or a long night line by line, takes its time. */
const PATIENT = { limitMs: 60_000 };

export type LaptopClient = ReturnType<typeof createLaptopClient>;

export function createLaptopClient(options: HostClientOptions = {}) {
  const { get, getAs, post, patch } = createVerbs(options);
  const game = (code: string) => `/games/${encodeURIComponent(code)}`;

  return {
    host: (o?: CallOptions) => get(reads.isHost, '/host', o),
    changeHost: (body: ChangeHostBody, o?: CallOptions) => patch(reads.isHost, '/host', body, o),

    /** Newest first. */
    backups: (o?: CallOptions) => get(reads.isBackupList, '/backups', o),
    /** Makes a backup now. Where nothing happened since the newest one, it is that one. */
    backUp: (o?: CommandOptions) => post(reads.isBackup, '/backups', {}, { ...PATIENT, ...o }),
    /** Puts games back to what a backup holds; the games as they are then. */
    restore: (backup: string, body: backups.RestoreBackupBody, o?: CommandOptions) =>
      post(reads.isRestoreAnswer, `/backups/${encodeURIComponent(backup)}/restore`, body, {
        ...PATIENT,
        ...o,
      }),

    exportGame: (code: string, query: backups.ExportQuery = {}, o?: CallOptions) =>
      getAs(file, `${game(code)}/export${search(query)}`, { ...PATIENT, ...o }),
    /** Makes a game of an exported file. */
    importGame: (content: Blob, o?: CommandOptions) =>
      post(reads.isImportAnswer, '/games/import', new Blob([content], { type: GAME_FILE_MEDIA_TYPE }), {
        ...PATIENT,
        ...o,
      }),
    /** The audit log as a table. */
    auditTable: (code: string, o?: CallOptions) => getAs(file, `${game(code)}/events.csv`, o),
  };
}
