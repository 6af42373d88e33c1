import { describe, expect, it } from 'vitest';
import type { EventFrame } from '../../../protocol/frames.ts';
import { aGame, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { groupsOf, membersAfter } from './team-members.ts';

const OWN = 10;
const anna = { player_id: OWN, player_name: 'Anna', team_number: 1 };
const told = { seq: 5, items: [anna, { player_id: 11, player_name: 'Ben', team_number: 2 }] };

function about(seq: number, given: Parameters<typeof aPlayer>[0]): EventFrame {
  return { type: 'event', event_type: 'player_updated', data: aPlayer(given), seq, at: 0, play_ms: 0 };
}

describe('who is where', () => {
  it('follows whoever joins, moves, is renamed or leaves, and ignores what it held already', () => {
    const joined = about(6, { player_id: 12, player_name: 'Cem', team_number: 1 });
    const moved = about(7, { player_id: 11, player_name: 'Benno', team_number: 1 });
    const old = about(5, { player_id: 11, player_name: 'Old', team_number: 3 });
    const left = about(8, { player_id: 12, removed: true });
    const game: EventFrame = {
      type: 'event',
      event_type: 'game_updated',
      data: aGame(),
      seq: 9,
      at: 0,
      play_ms: 0,
    };
    const after = membersAfter(told, [old, joined, moved, left, game], OWN);
    expect(after).toEqual({ seq: 9, items: [anna, { player_id: 11, player_name: 'Benno', team_number: 1 }] });
  });

  it('leaves out bankers, boards, and names that wait for approval, except its own', () => {
    const frames = [
      about(6, { player_id: 13, role: 'banker', team_number: null }),
      about(7, { player_id: 14, player_name: 'Rude', approved: false }),
      about(8, { player_id: OWN, player_name: 'Hanna', approved: false }),
    ];
    expect(membersAfter(told, frames, OWN).items.map(({ player_name }) => player_name)).toEqual([
      'Ben',
      null,
      'Hanna',
    ]);
  });

  it('has every team that plays, empty ones too, and those without a team only if there are any', () => {
    const { compare } = new Intl.Collator('en');
    const teams = [aTeam(), aTeam({ team_number: 2, folded_at: 9 }), aTeam({ team_number: 3 })];
    expect(groupsOf(teams, [anna], compare)).toMatchObject([
      { team: { team_number: 1 }, named: [anna], unnamed: 0 },
      { team: { team_number: 3 }, named: [], unnamed: 0 },
    ]);
    const late = { player_id: 15, player_name: null, team_number: null };
    expect(groupsOf(teams, [late], compare).at(-1)).toEqual({ team: null, named: [], unnamed: 1 });
  });
});
