import { expect, it } from 'vitest';
import { createFormat } from '../../shared/format.ts';
import banker from '../../shared/words/en/banker.json' with { type: 'json' };
import { initWords } from '../../shared/words/index.ts';
import { warningWords } from './warning-words.tsx';

const words = initWords({ namespaces: { banker }, language: 'en-GB' });
const format = createFormat(words.t, 'en-GB');
const said = (code: string, params = {}) =>
  warningWords(words.getFixedT(null, 'banker'), format, { code, params })?.replaceAll(/[\u2068\u2069]/g, '');

it('words a code with what belongs to it', () => {
  expect(said('port_taken', { wanted: 4747, port: 4748 })).toBe(
    'Port 4747 is not free, so this laptop is on port 4748. Phones that were here before have to scan the new code.',
  );
  expect(said('address_changed', { from: '10.0.0.2', to: '10.0.0.9' })).toContain(
    'from 10.0.0.2 to 10.0.0.9.',
  );
});

it('has no words for a code that it does not know', () => {
  expect(said('meteor', { size: 'large' })).toBeUndefined();
});

it('tells of recovered games by how they fared', () => {
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
