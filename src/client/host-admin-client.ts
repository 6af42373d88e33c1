/**
 * The host's REST routes about the laptop and about files, one method each. Separate from `host-client.ts`, because phones use none of them.
 * Others build on: `createHostAdminClient`, `HostAdminClient`.
 */
import type * as backups from '../protocol/backups.ts';
import { GAME_FILE_MEDIA_TYPE } from '../protocol/game-file.ts';
import type { ChangeHostBody } from '../protocol/host-info.ts';
import type {
  ChangeLibraryExerciseBody,
  LibraryExerciseBody,
  LibraryQuery,
  RenameTemplateBody,
  SaveTemplateBody,
} from '../protocol/library.ts';
import type { AuditTableQuery } from '../protocol/rest-schemas.ts';
import type { ChangeWifiBody } from '../protocol/wifi.ts';
import * as reads from './guards/host-guards.ts';
import * as libraryReads from './guards/library-guards.ts';
import { anything } from './guards/wire-guards.ts';
import { type CallOptions, readFile } from './http-call.ts';
import {
  type CommandOptions,
  createHttpMethods,
  type HostClientOptions,
  queryString,
} from './http-methods.ts';

/** Copying everything on a slow disk, or exporting a long game, takes time. */
const SLOW_CALL = { timeoutMs: 60_000, keyLifetimeMs: 10 * 60_000 };
/** Carried out twice, it leaves things as carried out once: whoever presses again means now, whatever became of the first press. */
const IDEMPOTENT = { isIdempotent: true };
/** The host writes only so many files at once, and says when to come back. */
const FILE = { ...SLOW_CALL, retryForMs: 10_000 };

export type HostAdminClient = ReturnType<typeof createHostAdminClient>;

export function createHostAdminClient(options: HostClientOptions = {}) {
  const { get, getAs, post, patch, remove } = createHttpMethods(options);
  const game = (code: string) => `/games/${encodeURIComponent(code)}`;

  return {
    host: (o?: CallOptions) => get(reads.isHostInfo, '/host', o),
    /** Whether phones reach the laptop, and why not. */
    doctor: (o?: CallOptions) => get(reads.isDoctorReport, '/host/doctor', o),
    /** For an owner who came by a link: this browser forgets it. */
    signOut: (o?: CommandOptions) => done(post(anything, '/host/sign-out', {}, { ...IDEMPOTENT, ...o })),
    changeHost: (body: ChangeHostBody, o?: CommandOptions) =>
      patch(reads.isHostInfo, '/host', body, { ...IDEMPOTENT, ...o }),

    /** The Wi-Fi that phones join first. */
    wifi: (o?: CallOptions) => get(reads.isWifiReport, '/host/wifi', o),
    changeWifi: (body: ChangeWifiBody, o?: CommandOptions) =>
      done(patch(anything, '/host/wifi', body, { ...IDEMPOTENT, ...o })),

    /** The files of languages that were added. */
    languages: (o?: CallOptions) => get(reads.isLanguagesReport, '/host/languages', o),
    /** Has the host read those files again. */
    lookForLanguages: (o?: CommandOptions) =>
      post(reads.isLanguagesReport, '/host/languages/look', {}, { ...IDEMPOTENT, ...o }),

    /** The owner's exercises and templates; null in it if they are still those of `revision`. */
    exerciseLibrary: (query: LibraryQuery = {}, o?: CallOptions) =>
      get(libraryReads.isLibraryResponse, `/library${queryString(query)}`, o),
    addExercise: (body: LibraryExerciseBody, o?: CommandOptions) =>
      post(libraryReads.isLibraryExercise, '/library/exercises', body, o),
    changeExercise: (id: number, body: ChangeLibraryExerciseBody, o?: CommandOptions) =>
      patch(libraryReads.isLibraryExercise, `/library/exercises/${id}`, body, { ...IDEMPOTENT, ...o }),
    removeExercise: (id: number, o?: CommandOptions) => done(remove(anything, `/library/exercises/${id}`, o)),
    saveTemplate: (body: SaveTemplateBody, o?: CommandOptions) =>
      post(libraryReads.isTemplate, '/library/templates', body, o),
    renameTemplate: (id: number, body: RenameTemplateBody, o?: CommandOptions) =>
      patch(libraryReads.isTemplate, `/library/templates/${id}`, body, { ...IDEMPOTENT, ...o }),
    removeTemplate: (id: number, o?: CommandOptions) => done(remove(anything, `/library/templates/${id}`, o)),
    exportLibrary: (o?: CallOptions) => getAs(readFile, '/library/export', { ...FILE, ...o }),
    /** Takes over all of an exported file or, if it has mistakes, nothing. */
    importLibrary: (content: Blob, o?: CommandOptions) =>
      post(
        libraryReads.isLibraryImportReport,
        '/library/import',
        new Blob([content], { type: GAME_FILE_MEDIA_TYPE }),
        {
          ...SLOW_CALL,
          ...IDEMPOTENT,
          bodyName: fileName(content),
          ...o,
        },
      ),

    /** Newest first. */
    backups: (o?: CallOptions) => get(reads.isBackupsResponse, '/backups', o),
    /** Makes a backup now, or returns the newest one if nothing has happened since. */
    backUp: (o?: CommandOptions) =>
      post(reads.isBackup, '/backups', {}, { ...SLOW_CALL, ...IDEMPOTENT, ...o }),
    /** Restores games from a backup. Returns the restored games. */
    restore: (backup: string, body: backups.RestoreBackupBody, o?: CommandOptions) =>
      post(reads.isRestoreBackupResponse, `/backups/${encodeURIComponent(backup)}/restore`, body, {
        ...SLOW_CALL,
        // Tried once more, it is the same, although the game has another epoch by then.
        bodyName: JSON.stringify({ ...body, expected_epoch: undefined }),
        ...o,
      }),

    exportGame: (code: string, query: backups.ExportQuery = {}, o?: CallOptions) =>
      getAs(readFile, `${game(code)}/export${queryString(query)}`, { ...FILE, ...o }),
    /** Creates a game from an exported file. */
    importGame: (content: Blob, o?: CommandOptions) =>
      post(reads.isImportGameResponse, '/games/import', new Blob([content], { type: GAME_FILE_MEDIA_TYPE }), {
        ...SLOW_CALL,
        bodyName: fileName(content),
        ...o,
      }),
    /** The audit log as CSV, with headings in a language. */
    auditTable: (code: string, query: AuditTableQuery = {}, o?: CallOptions) =>
      getAs(readFile, `${game(code)}/events.csv${queryString(query)}`, { ...FILE, ...o }),
  };
}

/** What is answered with nothing, as something: to pages, null means that there was no answer. */
async function done(answer: Promise<unknown>): Promise<true> {
  await answer;
  return true;
}

/** Tells files apart without reading them. */
function fileName(content: Blob): string {
  return content instanceof File
    ? `${content.name} ${content.size} ${content.lastModified}`
    : `${content.size} ${content.type}`;
}
