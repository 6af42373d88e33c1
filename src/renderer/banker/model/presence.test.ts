import { describe, expect, it } from 'vitest';
import { aPlayer } from '../../shared/shapes.fixtures.ts';
import { attendance, matches, thereOf } from './presence.ts';

const item = (player_id: number, connected: boolean, since: number | null = 5) => ({
  player_id,
  connected,
  since,
});

describe('who is there', () => {
  it('tells connected, asleep, never seen, without a phone and removed apart', () => {
    const kinds = [
      thereOf(aPlayer(), item(10, true)),
      thereOf(aPlayer(), item(10, false, 99)),
      thereOf(aPlayer(), item(10, false, null)),
      thereOf(aPlayer(), undefined),
      thereOf(aPlayer({ without_phone: true }), undefined),
      thereOf(aPlayer({ removed: true }), item(10, true)),
    ];
    expect(kinds).toEqual([
      { kind: 'connected' },
      { kind: 'asleep', since: 99 },
      { kind: 'never' },
      { kind: 'never' },
      { kind: 'without_phone' },
      { kind: 'removed' },
    ]);
  });

  it('counts players only, and none that were removed', () => {
    const players = [
      aPlayer({ player_id: 1, role: 'banker' }),
      aPlayer({ player_id: 2 }),
      aPlayer({ player_id: 3, removed: true }),
      aPlayer({ player_id: 4, without_phone: true }),
    ];
    const presence = new Map([1, 2, 3].map((id) => [id, item(id, true)]));
    expect(attendance(players, presence)).toEqual({ players: 2, connected: 1, withoutPhone: 1 });
  });

  it('finds names whatever the case and the accents', () => {
    expect([
      matches('Zoë', 'zoe'),
      matches('Anna 2', ' ANNA'),
      matches('Ben', 'x'),
      matches('Ben', ''),
    ]).toEqual([true, true, false, true]);
  });
});
