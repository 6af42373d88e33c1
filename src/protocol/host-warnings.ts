/** Codes for what doesn't work but stops nothing. Separate from the schemas, so that pages need not load those. */

import type { System } from './doctor-codes.ts';

/** Why a disk, a file or a database refuses. */
export const ERROR_KINDS = [
  'disk_full',
  'locked',
  'read_only',
  'no_permission',
  'damaged',
  'foreign_file',
  'newer_version',
  'io_error',
  'not_durable',
  'no_folder',
  'moved',
  'unreachable',
  'takes_no_changes',
  'contradiction',
  'other',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** The parameters of each code. Texts are shown verbatim; times are ms since 1970. */
export interface WarningParams {
  readonly port_taken: { readonly wanted: number; readonly port: number };
  readonly no_network: Readonly<Record<string, never>>;
  /** The network of this card has given the laptop no address. */
  readonly no_address_given: { readonly card: string };
  /** No phone can be where these cards lead: a VPN, a modem, a virtual machine. */
  readonly no_phone_network: { readonly cards: string[] };
  readonly ipv6_only: { readonly shown: string };
  readonly chosen_address_gone: { readonly chosen: string; readonly shown: string };
  readonly address_unknown: { readonly shown: string };
  readonly address_changed: { readonly from: string; readonly to: string };
  /** Phones cannot find the laptop by its name: another one has it, or its port is held, forbidden or dead. */
  readonly name_taken: { readonly name: string };
  readonly name_port_held: { readonly name: string };
  readonly name_not_allowed: { readonly name: string };
  /** `error`: the system's code for it; null: it has none. */
  readonly name_refused: { readonly name: string; readonly error: string | null };
  readonly pages_missing: Readonly<Record<string, never>>;
  readonly log_not_kept: { readonly folder: string; readonly error: ErrorKind };
  readonly log_not_written: { readonly error: ErrorKind };
  /**
   * The database was damaged, or missing: then `kept_in` is null. Games by their codes; `backup_at` is null where no game goes on
   * from a backup.
   */
  readonly games_recovered: {
    readonly kept_in: string | null;
    readonly backup_at: number | null;
    readonly from_backup: string[];
    readonly incomplete: string[];
    readonly complete: string[];
    /** Those that neither the file nor a backup gave back. */
    readonly lost: string[];
    /** Games that go on without steps which were confirmed, and are in no good backup. */
    readonly missing: string[];
    /** In the same order: how many steps at least. */
    readonly missing_steps: string[];
    /** At least one more was lost whose code is not known; or nobody can tell; null: nothing speaks for it. */
    readonly others: 'lost' | 'possible' | null;
    /**
     * The exercise library is as a backup has it, may lack its latest changes, or could not be read; null: nothing of it is known to be
     * lost.
     */
    readonly library: 'backup' | 'incomplete' | 'lost' | null;
    /** Settings of the host, such as the chosen address, could not all be read; null: they could. */
    readonly settings: 'lost' | null;
  };
  /** The database can only be read, and lacks its end: the latest events may be missing, and nothing can be recovered now. */
  readonly games_end_unread: Readonly<Record<string, never>>;
  /** These games, by their codes, contradict themselves or are damaged; the others go on. */
  readonly games_not_opened: { readonly games: string[] };
  /** A newer version of this program, on another host, has written these games, by their codes; the others go on. */
  readonly games_newer: { readonly games: string[] };
  /** The database was lost or changed while the host ran: a new file holds everything. `kept_in`: what was found; null: nothing. */
  readonly games_rescued: { readonly kept_in: string | null };
  /** Another host has taken the data folder over while this one ran, which can store nothing more: what it holds has this path. */
  readonly games_displaced: { readonly kept_as: string };
  /** A host that has lost this folder to another one left what it had confirmed there, in the file with this path. */
  readonly games_kept_apart: { readonly kept_as: string };
  /** Other users of the laptop may read or write this folder or file. */
  readonly data_exposed: { readonly path: string };
  /** The host key was gone, so there is a new one, and no device holds a seat any more. */
  readonly key_renewed: Readonly<Record<string, never>>;
  /** The file of the host key is gone or was changed, and cannot be written again: the next start would make a new key. */
  readonly key_not_written: { readonly error: ErrorKind };
  /** Something else was where the host key belongs while the host ran: the key is there again, and what was found has this path. */
  readonly key_set_aside: { readonly kept_as: string };
  readonly storage: { readonly error: ErrorKind };
  /** No room for more connections: the system's limit, or near it. */
  readonly connections_full: Readonly<Record<string, never>>;
  /** What other hosts of this installation do arrives late, by asking the database: the quick way between them is interrupted. */
  readonly bus_away: Readonly<Record<string, never>>;
  /** This line of the owners file is wrong, or it cannot be read (`error`: the system's code): the owners stay as they were. */
  readonly owners_file_line: { readonly path: string; readonly line: number };
  readonly owners_file_not_read: { readonly path: string; readonly error: string };
  /** Somebody opens many connections without using them. */
  readonly connections_flooded: { readonly address: string };
  /** Somebody asks for much more than they read. */
  readonly answers_unread: { readonly address: string };
  readonly no_backup: { readonly error: ErrorKind };
  /** Games of an earlier version's folder: so many came, so many were refused; the folder was renamed to `kept_as`. */
  readonly games_imported: ImportedGames & { readonly kept_as: string };
  /** The same where the folder could not be renamed: the next start imports them again. */
  readonly games_imported_twice: ImportedGames & { readonly error: ErrorKind };
  /** The folder could not be opened; the next start tries again. */
  readonly games_not_imported: { readonly folder: string; readonly error: ErrorKind };
  /** No laptop's clock can rightly say this, ms since 1970. */
  readonly clock_wrong: { readonly says: number };
  /** The clock of the database that hosts share was set while they ran, or stood still: it is so far ahead of the games' time, ms; less than 0: behind it. */
  readonly database_clock: { readonly ahead_ms: number };
  /** The battery has fallen to this level, and is not being charged. */
  readonly battery_low: { readonly percent: number };
  /** Closing the lid puts the laptop to sleep. */
  readonly lid_sleeps: Readonly<Record<string, never>>;
  /** The system refuses to keep the laptop awake. */
  readonly sleep_allowed: { readonly system: System };
  /** The laptop slept, or its process stood still, from when until when. */
  readonly laptop_slept: { readonly from: number; readonly until: number };
  /** Very many players joined a game from one address or a few, for which `source` stands. `since`: the first of them. */
  readonly many_joins: {
    readonly game_code: string;
    readonly source: string;
    readonly since: number;
    readonly joined: number;
    readonly addresses: number;
  };
  /** Somebody is guessing at the PINs of these players. */
  readonly pin_guesses: { readonly game_code: string; readonly player_ids: string[] };
}

type ImportedGames = { readonly folder: string; readonly imported: number; readonly refused: number };

export type WarningCode = keyof WarningParams;

/** A code with its parameters. */
export type Warning = {
  readonly [Code in WarningCode]: { readonly code: Code; readonly params: WarningParams[Code] };
}[WarningCode];

/** What to type in a terminal so that nobody else can open this folder or file. */
export function closingCommand(path: string): string {
  return `chmod -R go= '${path.replaceAll("'", String.raw`'\''`)}'`;
}
