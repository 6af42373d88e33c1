import { describe, expect, it } from 'vitest';
import type { Backup } from '../../../protocol/backups.ts';
import { backupsOf, gamesLostBy, eventsSince } from './backup-list.ts';

const backup = (games: Backup['games']): Backup => ({
  name: 'b',
  made_at: '2026-11-24T19:40:00.000Z',
  reason: 'play',
  bytes: 4_096,
  games,
});
const held = { game_code: 'ABC234', name: 'Friday night', events: 40 };

describe('a list of backups', () => {
  it('shows a game the backups that hold it, and damaged ones', () => {
    const own = backup([held]);
    const damaged = backup(null);
    const other = backup([{ ...held, game_code: 'XYZ234' }]);
    expect(backupsOf([own, damaged, other, backup([])], 'ABC234')).toEqual([own, damaged]);
  });

  it('says how much happened since', () => {
    const now = { gameCode: 'ABC234', seq: 47 };
    const older = backup([{ ...held, events: 47 - 9 }]);
    const newer = backup([held]);
    expect(eventsSince([newer, older], newer, now)).toBe(7);
    expect(eventsSince([newer, older], older, now)).toBe(9);
    const afterRestore: Backup = { ...newer, reason: 'after-restore' };
    expect(eventsSince([afterRestore, older], afterRestore, now)).toBe(7);
  });

  it.each<[string, readonly Backup[]]>([
    ['games were put back', [backup([held]), { ...backup([held]), reason: 'after-restore' }, backup([held])]],
    ['it is from before they were', [{ ...backup([held]), reason: 'before-restore' }]],
    ['it holds more than the game', [backup([{ ...held, events: 99 }])]],
    ['it does not hold the game', [backup([])]],
    ['it is damaged', [backup(null)]],
  ])('does not notify how much happened since when %s', (_why, backups) => {
    const oldest = backups.at(-1) ?? backup(null);
    expect(eventsSince(backups, oldest, { gameCode: 'ABC234', seq: 47 })).toBeNull();
  });

  it('knows which games a restore would remove', () => {
    const later = { game_code: 'XYZ234', name: 'Later' };
    expect(gamesLostBy(backup([held]), [{ game_code: 'ABC234', name: 'Friday night' }, later])).toEqual([
      later,
    ]);
  });
});
