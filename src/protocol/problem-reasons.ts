/** Why exactly a call was refused, where its problem code leaves that open. Separate from the schemas, so that pages need not load those. */
import type { ErrorKind } from './host-warnings.ts';
import type { ProblemCode } from './problem-codes.ts';

/** Reason -> the problem code that it goes with. Each says more than the code alone; many refusals need none. */
export const REASON_CODES = {
  // A request that no page of ours sends.
  malformed: 'bad_request',
  field_invalid: 'bad_request',
  // What people typed.
  text_empty: 'bad_request',
  text_nothing_to_read: 'bad_request',
  text_mark_without_letter: 'bad_request',
  text_too_many_marks: 'bad_request',
  text_too_long: 'bad_request',
  wifi_ssid_empty: 'bad_request',
  wifi_ssid_too_long: 'bad_request',
  wifi_ssid_unprintable: 'bad_request',
  wifi_password_empty: 'bad_request',
  wifi_password_length: 'bad_request',
  wifi_password_characters: 'bad_request',
  wifi_password_unused: 'bad_request',
  wifi_missing: 'bad_request',
  address_not_here: 'bad_request',
  too_many_challenges: 'bad_request',
  // A game from a file.
  file_not_a_game: 'bad_request',
  file_newer: 'bad_request',
  file_incomplete: 'bad_request',
  file_line_invalid: 'bad_request',
  file_line_damaged: 'bad_request',
  file_line_text: 'bad_request',
  file_line_impossible: 'bad_request',
  file_impossible: 'bad_request',
  imported_game_gone: 'not_found',
  // The exercise library.
  library_name_taken: 'bad_request',
  library_full: 'bad_request',
  // Backups.
  nothing_to_back_up: 'bad_request',
  backups_elsewhere: 'bad_request',
  backup_gone: 'not_found',
  backup_empty: 'not_found',
  backup_without_game: 'not_found',
  backup_damaged: 'bad_request',
  backup_newer: 'bad_request',
  backup_game_impossible: 'bad_request',
  backup_clash: 'bad_request',
  backup_code_taken: 'bad_request',
  // Who may do what.
  link_used: 'no_right',
  wrong_pin: 'no_right',
  laptop_only: 'no_right',
  owner_only: 'not_yours',
  bankers_only: 'not_yours',
  bankers_and_boards_only: 'not_yours',
  board_only_shows: 'not_yours',
  own_requests_only: 'not_yours',
  challenge_of_another: 'not_yours',
  teams_not_open: 'not_yours',
  seat_left_behind: 'not_yours',
  seat_removed: 'not_yours',
  // What is not there.
  no_such_address: 'not_found',
  no_such_game: 'not_found',
  no_such_player: 'not_found',
  no_such_team: 'not_found',
  no_such_challenge: 'not_found',
  no_such_library_item: 'not_found',
  two_players_needed: 'not_found',
  joins_forgotten: 'not_found',
  no_banker: 'not_found',
  no_next_game: 'not_found',
  pages_missing: 'not_found',
  next_game_started: 'game_status',
  made_game_gone: 'game_status',
  // Too much at once.
  wrong_codes: 'too_many',
  wrong_links: 'too_many',
  wrong_pins: 'too_many',
  answers_at_once: 'too_many',
  requests_at_once: 'too_many',
  joins_at_once: 'too_fast',
  commands_at_once: 'too_fast',
  // What the laptop cannot do now.
  not_saved: 'storage',
  no_room: 'storage',
  closing: 'storage',
  game_impossible: 'storage',
  game_newer: 'storage',
  wipe_unfinished: 'storage',
} as const satisfies Readonly<Record<string, ProblemCode>>;

export type ProblemReason = keyof typeof REASON_CODES;

type Seconds = { readonly seconds: number };
/** The field of the request. */
type Field = { readonly field: string };
type Line = { readonly line: number };
/** By its code. */
type OfGame = { readonly game_code: string };

/** The parameters of those reasons that have any. */
export interface ReasonParams {
  readonly field_invalid: Field;
  readonly text_empty: Field;
  readonly text_nothing_to_read: Field;
  readonly text_mark_without_letter: Field;
  readonly text_too_many_marks: Field;
  /** How many characters, as people count them, and how many bytes there are too many; the other may be 0. */
  readonly text_too_long: Field & { readonly characters_over: number; readonly bytes_over: number };
  readonly too_many_challenges: { readonly most: number };
  /** The file says that it holds so many events, and so many are there. */
  readonly file_incomplete: { readonly said: number; readonly found: number };
  readonly file_line_invalid: Line;
  readonly file_line_damaged: Line;
  readonly file_line_text: Line;
  readonly file_line_impossible: Line;
  readonly backup_without_game: OfGame;
  readonly backup_game_impossible: OfGame;
  readonly backup_code_taken: OfGame;
  /** The game in the backup, and the one here that it cannot be beside. */
  readonly backup_clash: OfGame & { readonly other_code: string };
  readonly wrong_codes: Seconds;
  readonly wrong_links: Seconds;
  readonly wrong_pins: Seconds;
  readonly answers_at_once: { readonly most: number };
  readonly joins_at_once: Seconds;
  readonly commands_at_once: Seconds;
  readonly not_saved: { readonly error: ErrorKind };
  /** How many millions of bytes have to be freed. */
  readonly no_room: { readonly megabytes: number };
  readonly game_impossible: OfGame;
  readonly game_newer: OfGame;
  readonly wipe_unfinished: { readonly error: ErrorKind };
}

/** A reason that says all by itself. */
export type PlainReason = Exclude<ProblemReason, keyof ReasonParams>;

/** A reason with its parameters, or one that has none. */
export type Why =
  | PlainReason
  | {
      readonly [Reason in keyof ReasonParams]: {
        readonly reason: Reason;
        readonly params: ReasonParams[Reason];
      };
    }[keyof ReasonParams];
