import { expect, it } from 'vitest';
import { recoverySentence } from './recovery-sentences.ts';
import type { RecoveredGame } from './recovery.ts';

const MADE_AT = new Date(2026, 5, 12, 19, 40).getTime();
const NO_MORE = {
  lostGames: [],
  missingEvents: [],
  otherGames: null,
  library: null,
  areSettingsLost: false,
} as const;
const NOTHING = { quarantineFolder: 'aside', games: [], backupAt: null, ...NO_MORE };
const game = (code: string, from: RecoveredGame['from'], isWhole: boolean) => ({ code, from, isWhole });

it('games with the same result share a sentence, the worst first', () => {
  const games = [
    game('AAAAAA', 'file', true),
    game('BBBBBB', 'backup', false),
    game('CCCCCC', 'backup', false),
    game('DDDDDD', 'file', false),
    game('EEEEEE', 'file', true),
    game('FFFFFF', 'file', true),
  ];
  expect(recoverySentence({ quarantineFolder: 'aside', games, backupAt: MADE_AT, ...NO_MORE })).toBe(
    'The file with the games was damaged. It is kept in aside. ' +
      'Games BBBBBB and CCCCCC go on from the backup of 12 June at 19:40: what happened after that is lost. Ask the players. ' +
      'Game DDDDDD goes on from what could still be read: the last things that happened may be missing. Ask the players. ' +
      'Games AAAAAA, EEEEEE and FFFFFF are complete.',
  );
});

it('if there is no game, it says what to do', () => {
  expect(recoverySentence(NOTHING)).toMatch(/No game could be read.* make a new game/);
});

it.each([
  ['backup', /exercises and templates were restored from the last backup: check whether/],
  ['incomplete', /exercises and templates.* latest changes may be missing/],
  ['lost', /exercises and templates.* could not be read.* import their file/],
] as const)('what became of the exercise library is said: %s', (library, said) => {
  expect(recoverySentence({ ...NOTHING, library })).toMatch(said);
});

it('names the games that are lost, how many there may be, and the settings', () => {
  const lost = {
    ...NOTHING,
    lostGames: ['AAAAAA', 'BBBBBB'],
    otherGames: 'lost',
    areSettingsLost: true,
  } as const;
  expect(recoverySentence(lost)).toBe(
    'The file with the games was damaged. It is kept in aside. ' +
      'Games AAAAAA and BBBBBB could not be read, and no good backup contains them: import what you exported, or make new games. ' +
      'At least one more game is lost; not even its code could be read. ' +
      'Some settings of this laptop could not be read: check that phones are shown the right address.',
  );
});
