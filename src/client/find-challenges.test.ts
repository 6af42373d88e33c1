import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Challenge } from '../protocol/entity-schemas.ts';
import { findInHistory } from './find-challenges.ts';
import type { HostClient } from './host-client.ts';

function ended(id: number): Challenge {
  return {
    id,
    game_session_id: 1,
    player_id: 10,
    player_name: 'Anna',
    building_type: 'farm',
    building_name: 'Farm',
    team_number: 1,
    has_school: false,
    challenge_type: null,
    challenge_description: null,
    target_number: null,
    status: 'cancelled',
    requested_at: '2026-11-24T20:00:00Z',
    assigned_at: null,
    completed_at: null,
    completed_play_ms: null,
    timestamp: '2026-11-24T20:00:00Z',
    start_time: null,
    time_remaining_seconds: null,
    version: 2,
    claimed_at: null,
    ended_at: '2026-11-24T20:00:00Z',
    ended_reason: 'player',
    duration_seconds: null,
    deadline_play_ms: null,
  };
}

/** A host with these challenges, newest first, of which it gives so many a page. */
function hostWith(ids: readonly number[], size: number): Pick<HostClient, 'history' | 'nextPage'> {
  const page = (rest: readonly number[]) => {
    const last = rest.length > size ? rest[size - 1] : undefined;
    return Promise.resolve({ items: rest.slice(0, size).map(ended), next: last?.toString() ?? null });
  };
  const after = (id: number) => ids.slice(ids.indexOf(id) + 1);
  return {
    history: (_, query) => page(ids.includes(query?.before ?? 0) ? after(query?.before ?? 0) : ids),
    nextPage: (path) => page(after(Number(path))),
  };
}

it('finds each challenge of the history once, whichever hosts gave the ids, and leaves out what is gone', async () => {
  const anyIds = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(anyIds, anyIds, fc.integer({ min: 1, max: 5 }), async (ids, wanted, size) => {
      const find = findInHistory(hostWith(ids, size), 'PLAY23');
      const found = await find(wanted, new AbortController().signal);
      expect(found.map(({ id }) => id)).toEqual(ids.filter((id) => wanted.includes(id)));
    }),
  );
});
