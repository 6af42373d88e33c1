import { beforeEach, describe, expect, it } from 'vitest';
import type { Warning } from '../../protocol/host-warnings.ts';
import { createWarnings, recoveryWarning, type Warnings } from './warnings.ts';

const gone: Warning = { code: 'chosen_address_gone', params: { chosen: '10.0.0.9', shown: '10.0.0.2' } };
const full: Warning = { code: 'storage', params: { error: 'disk_full' } };

let warnings: Warnings;
let heard: (string | null)[];
beforeEach(() => {
  heard = [];
  warnings = createWarnings();
  warnings.listen((fresh) => heard.push(fresh));
});

describe('a warning', () => {
  it('has its code, its params, and a sentence for clients that do not know the code', () => {
    warnings.set('address', gone);
    expect(warnings.list()).toEqual([
      {
        ...gone,
        detail:
          'The chosen address 10.0.0.9 is gone; phones are shown 10.0.0.2. Show the code again, or choose another address.',
        about_games: false,
      },
    ]);
  });

  it('says whether it concerns the games stored here', () => {
    warnings.set('storage', full);
    warnings.set('folder /old', { code: 'games_not_imported', params: { folder: '/old', error: 'locked' } });
    expect(warnings.list()).toMatchObject([{ about_games: true }, { about_games: true }]);
  });

  it('stays until its topic changes, and is announced only once', () => {
    warnings.set('address', gone);
    warnings.set('address', { ...gone });
    warnings.set('storage', full);
    warnings.set('address', null);
    expect(warnings.list()).toMatchObject([{ code: 'storage' }]);
    expect(heard).toEqual([
      expect.stringContaining('10.0.0.9'),
      'The disk is full: free some space, then try again.',
      null,
    ]);
  });
});

it('a recovered database is reported game by game', () => {
  const recovery = {
    quarantineFolder: '/data/damaged-1',
    games: [
      { code: 'AAA222', from: 'backup', isWhole: false },
      { code: 'BBB222', from: 'file', isWhole: false },
      { code: 'CCC222', from: 'file', isWhole: true },
    ],
    backupAt: Date.UTC(2026, 10, 24, 19, 40),
    lostGames: ['DDD222'],
    missingEvents: [
      { code: 'AAA222', count: 191 },
      { code: 'BBB222', count: 4 },
    ],
    otherGames: 'possible',
    library: 'backup',
    areSettingsLost: true,
    sentence: '',
  } as const;
  const warning = recoveryWarning(recovery);
  expect(warning.params).toEqual({
    kept_in: '/data/damaged-1',
    backup_at: recovery.backupAt,
    from_backup: ['AAA222'],
    incomplete: ['BBB222'],
    complete: ['CCC222'],
    lost: ['DDD222'],
    missing: ['AAA222', 'BBB222'],
    missing_steps: ['191', '4'],
    others: 'possible',
    library: 'backup',
    settings: 'lost',
  });
  warnings.set('recovery', warning);
  expect(heard[0]).toMatch(
    /^The file with the games was damaged\. It is kept in \/data\/damaged-1\. Game DDD222 could not be read.* Game AAA222 goes on from the backup of .* Game BBB222 goes on from what could still be read.* Game CCC222 is complete\. At least this many steps are missing, and no good backup has them: AAA222 \(191\) and BBB222 \(4\)\. There is no way to tell whether more games .* Your own exercises and templates were restored from the last backup: check whether later changes are missing\. Some settings .*\.$/,
  );
});
