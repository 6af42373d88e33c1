import { expect, it } from 'vitest';
import { SYSTEMS } from '../../../protocol/doctor-codes.ts';
import { WARNING_EXAMPLES } from '../../../protocol/host-sentences.fixtures.ts';
import { ERROR_KINDS } from '../../../protocol/host-warnings.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { createDeskFormat } from './desk-format.ts';
import { warningHow, warningText } from './warning-list.tsx';

const words = englishWords('en-GB');
const format = createDeskFormat(words.t, 'en-GB');
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

it.each(Object.entries(WARNING_EXAMPLES))('has words for %s', (code, params) => {
  expect(said(code, params)).toMatch(/^[A-Z][^{}_]+\.$/);
});

it.each(ERROR_KINDS)('says what %s means', (error) => {
  expect(said('no_backup', { error })).toMatch(/^No backup could be made\. [A-Z][^{}_]+\.$/);
});

it('has no words for an error that it does not know', () => {
  expect(said('no_backup', { error: 'flood' })).toBeUndefined();
  expect(
    said('games_imported_twice', { ...WARNING_EXAMPLES.games_imported_twice, error: 'flood' }),
  ).toBeUndefined();
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
    'The file with the games was damaged. It is kept in /data/x. No game could be read, and there is no good backup: make a new game, or import an exported one.',
  );
  const at = new Date(2026, 10, 24, 19, 40).getTime();
  const found = { ...lost, backup_at: at, from_backup: ['AAA222'], complete: ['BBB222', 'CCC222'] };
  expect(said('games_recovered', found)).toBe(
    'The file with the games was damaged. It is kept in /data/x. Game AAA222 goes on from the backup of 24 November 2026, 19:40: what happened after that is lost. Ask the players. Games BBB222 and CCC222 are complete.',
  );
  expect(said('games_recovered', { ...found, library: 'backup' })).toMatch(
    / Your own exercises and templates were restored from the last backup: check whether later changes are missing\.$/,
  );
  expect(said('games_recovered', { ...found, library: 'lost' })).toMatch(
    / If you had exercises and templates of your own, they could not be read, and there is no backup of them: /,
  );
  expect(said('games_recovered', { ...lost, lost: ['DDD222'], library: 'incomplete' })).toBe(
    'The file with the games was damaged. It is kept in /data/x. Game DDD222 could not be read, and no good backup contains it: import it if you exported it, or make a new game. Check your own exercises and templates, if you have any: the latest changes may be missing.',
  );
  expect(said('games_recovered', { ...found, others: 'possible', settings: 'lost' })).toMatch(
    / There is no way to tell whether more games are lost: .* Some settings of this laptop could not be read: /,
  );
  expect(said('games_recovered', { ...lost, others: 'possible' })).toMatch(/import an exported one\.$/);
  expect(said('games_recovered', { ...found, missing: ['BBB222'], missing_steps: ['191'] })).toMatch(
    / At least this many steps are missing, and no good backup has them: BBB222 \(191\)\.$/,
  );
  expect(said('games_recovered', { ...found, others: 'lost' })).toContain('At least one more game is lost');
});

it('says that others can open the files in plain words, and by which command they no longer can beside it', () => {
  const params = { path: "/home/anna/Anna's games" };
  expect(said('data_exposed', params)).toBe(
    'Other people who use this laptop can open the game’s files and read the names in them.',
  );
  const how = (code: string) =>
    warningHow(words.getFixedT(null, 'banker'), { code, params })?.replaceAll(/[\u2068\u2069]/g, '');
  expect(how('data_exposed')).toContain(
    String.raw`Type chmod -R go= '/home/anna/Anna'\''s games' in a terminal, and nobody else can open them.`,
  );
  expect(how('games_kept_apart')).toBeUndefined();
});
