import { describe, expect, it } from 'vitest';
import { aPlayer } from '../../shared/shapes.fixtures.ts';
import { attendance, isOnScreen, nameMatches, presenceState } from './presence.ts';

const item = (player_id: number, connected: boolean, since: number | null = 5) => ({
  player_id,
  connected,
  since,
});

describe('who is here', () => {
  it('tells connected, on a shared phone, asleep, never seen, without a phone and removed apart', () => {
    const kinds = [
      presenceState(aPlayer(), item(10, true)),
      presenceState(aPlayer(), item(10, false, 99)),
      presenceState(aPlayer(), item(10, false, null)),
      presenceState(aPlayer(), undefined),
      presenceState(aPlayer({ without_phone: true }), undefined),
      presenceState(aPlayer({ removed: true }), item(10, true)),
      presenceState(aPlayer(), { ...item(10, true), on_phone_of: 11 }),
      presenceState(aPlayer(), { ...item(10, false, 99), on_phone_of: 11 }),
    ];
    expect(kinds).toEqual([
      { kind: 'connected' },
      { kind: 'asleep', since: 99 },
      { kind: 'never' },
      { kind: 'never' },
      { kind: 'without_phone' },
      { kind: 'removed' },
      { kind: 'shared', with: 11 },
      { kind: 'asleep', since: 99 },
    ]);
  });

  it('knows whose seat a phone shows', () => {
    expect(isOnScreen(item(10, true))).toBe(true);
    expect(isOnScreen({ ...item(10, true), on_phone_of: 11 })).toBe(false);
    expect(isOnScreen(item(10, false))).toBe(false);
    expect(isOnScreen(undefined)).toBe(false);
  });

  it('counts only players who were not removed', () => {
    const players = [
      aPlayer({ player_id: 1, role: 'banker' }),
      aPlayer({ player_id: 2 }),
      aPlayer({ player_id: 3, removed: true }),
      aPlayer({ player_id: 4, without_phone: true }),
    ];
    const presence = new Map([1, 2, 3].map((id) => [id, item(id, true)]));
    expect(attendance(players, presence)).toEqual({ players: 2, connected: 1, withoutPhone: 1 });
  });

  it('finds names regardless of case and accents', () => {
    expect([
      nameMatches('Zoë', 'zoe'),
      nameMatches('Anna 2', ' ANNA'),
      nameMatches('Ben', 'x'),
      nameMatches('Ben', ''),
    ]).toEqual([true, true, false, true]);
  });
});
