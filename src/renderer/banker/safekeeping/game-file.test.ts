import { describe, expect, it } from 'vitest';
import { MAX_GAME_FILE_BYTES } from '../../../protocol/game-file.ts';
import { gameFileName, checkGameFile } from './game-file.ts';

const game = (name: string, startedAt: string | null = null) => ({
  name,
  game_code: 'ABC234',
  created_at: '2026-11-20T12:00:00.000Z',
  started_at: startedAt,
});

describe('the name of a game as a file', () => {
  it('is made of the game and the day it was played', () => {
    expect(gameFileName(game('Friday night', '2026-11-24T12:00:00.000Z'), true)).toBe(
      'Friday night 2026-11-24 with names.jsonl',
    );
    expect(gameFileName(game('Friday night'), true)).toBe('Friday night 2026-11-20 with names.jsonl');
  });

  it("is made of the code if the file holds no names: a game's name may name somebody", () => {
    expect(gameFileName(game('Annabella turns ten'), false)).toBe('game ABC234 2026-11-20.jsonl');
  });

  it.each([
    ['../etc: <a|b>?', 'etc a b 2026-11-20 with names.jsonl'],
    ['.hidden.', 'hidden 2026-11-20 with names.jsonl'],
    ['***', 'game ABC234 2026-11-20.jsonl'],
    ['-rf ~', 'rf ~ 2026-11-20 with names.jsonl'],
    ['=cmd|x', 'cmd x 2026-11-20 with names.jsonl'],
    ['CON', 'CON 2026-11-20 with names.jsonl'],
    ['a\u202Efdp.exe', 'a fdp.exe 2026-11-20 with names.jsonl'],
    ['ليلة الجمعة', 'ليلة الجمعة 2026-11-20 with names.jsonl'],
  ])('of %j is one that every file system takes', (name, expected) => {
    expect(gameFileName(game(name), true)).toBe(expected);
  });

  it('has at most 255 bytes, and ends with a whole character', () => {
    const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
    const name = gameFileName(game(family.repeat(19)), true);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
    expect(name).toBe(`${family.repeat(8)} 2026-11-20 with names.jsonl`);
  });
});

it('rejects a file that cannot be a game before it is sent', () => {
  expect(checkGameFile({ size: 0 })).toBe('empty');
  expect(checkGameFile({ size: MAX_GAME_FILE_BYTES + 1 })).toBe('too_large');
  expect(checkGameFile({ size: 1 })).toBeNull();
});
