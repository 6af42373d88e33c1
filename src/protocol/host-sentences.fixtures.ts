/** An example of each thing that a host says in codes: by the compiler neither more nor fewer than there are. */
import type { CauseCode, CauseParams } from './doctor-codes.ts';
import type { WarningCode, WarningParams } from './host-warnings.ts';
import { REASON_CODES, type ProblemReason, type ReasonParams } from './problem-reasons.ts';

const IMPORTED = { folder: '/old', imported: 1, refused: 0 };
export const WARNING_EXAMPLES: { readonly [Code in WarningCode]: WarningParams[Code] } = {
  port_taken: { wanted: 4747, port: 4748 },
  no_network: {},
  no_address_given: { card: 'Wi-Fi' },
  no_phone_network: { cards: ['docker0', 'wg home'] },
  ipv6_only: { shown: 'fd12::7' },
  chosen_address_gone: { chosen: '10.0.0.9', shown: '10.0.0.2' },
  address_unknown: { shown: '10.0.0.2' },
  address_changed: { from: '10.0.0.2', to: '10.0.0.9' },
  name_taken: { name: 'night-3f2a.local' },
  name_port_held: { name: 'night-3f2a.local' },
  name_not_allowed: { name: 'night-3f2a.local' },
  name_refused: { name: 'night-3f2a.local', error: 'ENETUNREACH' },
  pages_missing: {},
  log_not_kept: { folder: '/data/logs', error: 'no_permission' },
  log_not_written: { error: 'disk_full' },
  games_recovered: {
    kept_in: '/data/x',
    backup_at: null,
    from_backup: [],
    incomplete: [],
    complete: ['AAA222'],
    lost: [],
    missing: [],
    missing_steps: [],
    others: null,
    library: null,
    settings: null,
  },
  games_not_opened: { games: ['AAA222', 'BBB333'] },
  games_newer: { games: ['AAA222', 'BBB333'] },
  games_end_unread: {},
  games_rescued: { kept_in: '/data/x' },
  games_displaced: { kept_as: '/data/displaced-host-x.sqlite3' },
  games_kept_apart: { kept_as: '/data/displaced-host-x.sqlite3' },
  data_exposed: { path: '/data' },
  key_renewed: {},
  key_not_written: { error: 'disk_full' },
  key_set_aside: { kept_as: '/data/host.key.aside' },
  connections_full: {},
  bus_away: {},
  owners_file_line: { path: '/srv/owners', line: 3 },
  owners_file_not_read: { path: '/srv/owners', error: 'ENOENT' },
  connections_flooded: { address: '192.168.1.77' },
  answers_unread: { address: '192.168.1.78' },
  storage: { error: 'disk_full' },
  no_backup: { error: 'locked' },
  games_imported: { ...IMPORTED, kept_as: '/old.old' },
  games_imported_twice: { ...IMPORTED, error: 'no_permission' },
  games_not_imported: { folder: '/old', error: 'newer_version' },
  clock_wrong: { says: 0 },
  database_clock: { ahead_ms: -3_600_000 },
  battery_low: { percent: 20 },
  lid_sleeps: {},
  sleep_allowed: { system: 'windows' },
  laptop_slept: { from: 0, until: 245_000 },
  many_joins: { game_code: 'AAA222', source: 'x', since: 0, joined: 120, addresses: 1 },
  pin_guesses: { game_code: 'AAA222', player_ids: ['4', '7'] },
};

const AT = { address: '10.0.0.2' };
export const CAUSE_EXAMPLES: { readonly [Code in CauseCode]: CauseParams[Code] } = {
  no_network: {},
  address_not_here: AT,
  answered_by_another: AT,
  unreachable_itself: { ...AT, error: 'EHOSTUNREACH' },
  firewall_blocks_all: {},
  firewall_blocks_program: { rules: ['night.exe', 'node.exe'] },
  firewall_closed: { firewall: 'ufw', port: '4747' },
  firewall_managed: {},
  public_network: { network: 'Hall' },
  firewall_unread: { firewall: 'ufw' },
  local_network: {},
  arrived_elsewhere: AT,
  other_address: {},
  laptop_vpn: { interface: 'tun0' },
  phone_wifi: {},
  mobile_data: {},
  phone_permission: {},
  phone_vpn: {},
  private_dns: {},
  captive_portal: {},
  isolation: {},
  not_joined: {},
  live_blocked: {},
  asleep: {},
  access_point: {},
};

const FIELD = { field: 'player_name' };
const LINE = { line: 12 };
const SECONDS = { seconds: 20 };
const PARAMS: ReasonParams = {
  field_invalid: FIELD,
  text_empty: FIELD,
  text_nothing_to_read: FIELD,
  text_mark_without_letter: FIELD,
  text_too_many_marks: FIELD,
  text_too_long: { ...FIELD, characters_over: 3, bytes_over: 0 },
  too_many_challenges: { most: 100 },
  file_incomplete: { said: 40, found: 38 },
  file_line_invalid: LINE,
  file_line_damaged: LINE,
  file_line_text: LINE,
  file_line_impossible: LINE,
  backup_without_game: { game_code: 'AAA222' },
  backup_game_impossible: { game_code: 'AAA222' },
  backup_code_taken: { game_code: 'AAA222' },
  backup_clash: { game_code: 'AAA222', other_code: 'BBB333' },
  wrong_codes: SECONDS,
  wrong_links: SECONDS,
  wrong_pins: SECONDS,
  answers_at_once: { most: 6 },
  joins_at_once: SECONDS,
  commands_at_once: SECONDS,
  not_saved: { error: 'disk_full' },
  no_room: { megabytes: 1_200 },
  game_newer: { game_code: 'AAA222' },
  game_impossible: { game_code: 'AAA222' },
  wipe_unfinished: { error: 'locked' },
};

const isReason = (text: string): text is ProblemReason => Object.hasOwn(REASON_CODES, text);

/** Each with the problem code that it goes with. */
export const REASON_EXAMPLES = Object.keys(REASON_CODES)
  .filter(isReason)
  .map((reason) => ({
    code: REASON_CODES[reason],
    reason,
    params: {
      ...new Map(Object.entries<Readonly<Record<string, string | number>>>({ ...PARAMS })).get(reason),
    },
  }));
