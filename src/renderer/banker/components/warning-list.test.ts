import { expect, it } from 'vitest';
import { SYSTEMS } from '../../../protocol/doctor-codes.ts';
import { ERROR_KINDS, type WarningCode, type WarningParams } from '../../../protocol/host-warnings.ts';
import { createFormat } from '../../shared/format.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { warningText } from './warning-list.tsx';

const words = englishWords('en-GB');
const format = createFormat(words.t, 'en-GB');
const said = (code: string, params = {}) =>
  warningText(words.getFixedT(null, 'banker'), format, { code, params })?.replaceAll(/[\u2068\u2069]/g, '');

it("fills a warning's parameters into its text", () => {
  expect(said('port_taken', { wanted: 4747, port: 4748 })).toBe(
    'Port 4747 is not free, so this laptop is on port 4748. Phones that were here before have to scan the new code.',
  );
  expect(said('address_changed', { from: '10.0.0.2', to: '10.0.0.9' })).toContain(
    'from 10.0.0.2 to 10.0.0.9.',
  );
});

const IMPORTED = { folder: '/old', imported: 1, refused: 0 };
/** By the compiler neither more nor fewer than there are. */
const EXAMPLES: { readonly [Code in WarningCode]: WarningParams[Code] } = {
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
  connections_full: {},
  connections_flooded: { address: '192.168.1.77' },
  answers_unread: { address: '192.168.1.78' },
  log_not_kept: { folder: '/data/logs', error: 'no_permission' },
  log_not_written: { error: 'disk_full' },
  games_recovered: {
    kept_in: '/data/x',
    backup_at: null,
    from_backup: [],
    incomplete: [],
    complete: ['AAA222'],
  },
  games_not_opened: { games: ['AAA222', 'BBB333'] },
  games_rescued: { kept_in: '/data/x' },
  data_exposed: { path: '/data' },
  key_renewed: {},
  key_not_written: { error: 'disk_full' },
  key_set_aside: { kept_as: '/data/host.key.aside' },
  storage: { error: 'disk_full' },
  no_backup: { error: 'locked' },
  games_imported: { ...IMPORTED, kept_as: '/old.old' },
  games_imported_twice: { ...IMPORTED, error: 'no_permission' },
  games_not_imported: { folder: '/old', error: 'newer_version' },
  battery_low: { percent: 20 },
  lid_sleeps: {},
  sleep_allowed: { system: 'windows' },
  laptop_slept: { from: 0, until: 245_000 },
  many_joins: { game_code: 'AAA222', source: 'x', since: 0, joined: 120, addresses: 1 },
  pin_guesses: { game_code: 'AAA222', player_ids: ['4', '7'] },
};

it.each(Object.entries(EXAMPLES))('has words for %s', (code, params) => {
  expect(said(code, params)).toMatch(/^[A-Z][^{}_]+\.$/);
});

it.each(ERROR_KINDS)('says what %s means', (error) => {
  expect(said('no_backup', { error })).toMatch(/^No backup could be made\. [A-Z][^{}_]+\.$/);
});

it('has no words for an error that it does not know', () => {
  expect(said('no_backup', { error: 'flood' })).toBeUndefined();
  expect(said('games_imported_twice', { ...IMPORTED, error: 'flood' })).toBeUndefined();
});

it('tells how many games came from an earlier folder, how many did not, and where it is', () => {
  const both = { folder: '/old', imported: 3, refused: 1 };
  expect(said('games_imported', { ...both, kept_as: '/old.old' })).toBe(
    '3 games were imported from /old. One game could not be imported: the log says why. The old folder is kept as /old.old; delete it once you have checked that its games are here.',
  );
  expect(said('games_imported_twice', { ...both, imported: 1, refused: 0, error: 'locked' })).toBe(
    'One game was imported from /old. The old folder could not be set aside: move it away yourself, or its games will be imported again. Another program holds the file: close it, then try again.',
  );
});

it.each(SYSTEMS)('says how a laptop with %s is kept awake', (system) => {
  expect(said('sleep_allowed', { system })).toMatch(/^This laptop may fall asleep [^{}_]+\. In [^{}_]+\.$/);
});

it('has no words for a system that it does not know', () => {
  expect(said('sleep_allowed', { system: 'abacus' })).toBeUndefined();
});

it('says how long the laptop slept', () => {
  expect(said('laptop_slept', { from: 0, until: 245_000 })).toMatch(
    /^The laptop slept for 4 minutes: that time/,
  );
  expect(said('laptop_slept', { from: 0, until: 61_000 })).toContain('for 1 minute:');
  expect(said('laptop_slept', { from: 0, until: 12_900 })).toContain('for 13 seconds:');
  expect(said('laptop_slept', { from: 0, until: 2 * 3_600_000 })).toContain('for 2 hours:');
});

it('has no text for an unknown code', () => {
  expect(said('meteor', { size: 'large' })).toBeUndefined();
});

it('groups recovered games by how they fared', () => {
  const lost = { kept_in: '/data/x', backup_at: null, from_backup: [], incomplete: [], complete: [] };
  expect(said('games_recovered', lost)).toBe(
    'The file with the games was damaged. It is kept in /data/x. No game could be read, and there was no good backup: make a new game, or import an exported one.',
  );
  const at = new Date(2026, 10, 24, 19, 40).getTime();
  const found = { ...lost, backup_at: at, from_backup: ['AAA222'], complete: ['BBB222', 'CCC222'] };
  expect(said('games_recovered', found)).toBe(
    'The file with the games was damaged. It is kept in /data/x. Game AAA222 goes on from the backup of 24 November 2026, 19:40: what happened after that is lost. Ask the players. Games BBB222 and CCC222 are complete.',
  );
});
