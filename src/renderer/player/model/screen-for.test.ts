import { describe, expect, it } from 'vitest';
import type { GameView } from '../../../client/game-view.ts';
import { CLOSE_CODES } from '../../../protocol/connection.ts';
import { aChallenge, aGame, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { aView } from '../game-view.fixtures.ts';
import { outcomeKey } from './outcome.ts';
import { type LocalState, NO_LOCAL_STATE, screenFor, bannerStatusFor } from './screen-for.ts';

const nameOf = (view: Partial<GameView>, local: Partial<LocalState> = {}) =>
  screenFor(aView(view), { ...NO_LOCAL_STATE, ...local }).name;
const assigned = aChallenge({ id: 2, status: 'assigned', deadline_play_ms: 5000, version: 2 });
const done = aChallenge({ id: 3, status: 'completed', version: 3, timestamp: '2026-11-24T20:05:00Z' });
const school = [aTeam({ has_school: true })];

describe('the screen', () => {
  it.each<[string, Partial<GameView>]>([
    ['loading', { game: null, me: null, loaded: false }],
    ['removed', { me: aPlayer({ removed: true }) }],
    ['moved', { me: aPlayer({ merged_into: 4 }) }],
    ['game_over', { game: aGame({ status: 'completed' }), ended: [done] }],
    ['choose_team', { me: aPlayer({ team_number: null }) }],
    ['waiting', { game: aGame({ status: 'waiting' }) }],
    ['ask', {}],
    ['ask', { game: aGame({ status: 'paused' }) }],
    ['requested', { challenges: [aChallenge()] }],
    ['do_this', { challenges: [assigned] }],
    ['claimed', { challenges: [{ ...assigned, claimed_at: '2026-11-24T20:04:00Z' }] }],
    ['done', { ended: [done] }],
    ['expired', { ended: [{ ...done, status: 'expired' }] }],
    ['cancelled', { ended: [{ ...done, status: 'cancelled' }] }],
  ])('is %s', (name, view) => expect(nameOf(view)).toBe(name));

  it('waits for the banker if players are assigned to teams', () => {
    const { settings } = aGame();
    const game = aGame({ settings: { ...settings, join_teams: 'assign' } });
    expect(nameOf({ game, me: aPlayer({ team_number: null }) })).toBe('no_team');
  });

  it.each([
    [CLOSE_CODES.unauthorised, false, 'no_right'],
    [CLOSE_CODES.unauthorised, true, 'blocked'],
    [CLOSE_CODES.pageOutdated, false, 'page_too_old'],
    [CLOSE_CODES.gameWiped, false, 'wiped'],
    [CLOSE_CODES.tooManySockets, false, 'elsewhere'],
    [CLOSE_CODES.protocolError, false, 'confused'],
  ])('says why the host closed with %d', (closeCode, blocked, why) => {
    const view = aView({ connection: 'closed', closeCode, me: aPlayer({ blocked }) });
    expect(screenFor(view, NO_LOCAL_STATE)).toEqual({ name: 'closed', why });
  });

  it('shows an outcome until it has been seen, even after a reload', () => {
    expect(nameOf({}, { recent: [done] })).toBe('done');
    expect(nameOf({ ended: [done] }, { seen: new Set([outcomeKey(done)]) })).toBe('ask');
  });

  it('prefers what is newer than an outcome', () => {
    const newer = { ...assigned, timestamp: '2026-11-24T20:06:00Z' };
    expect(nameOf({ challenges: [newer], ended: [done] })).toBe('do_this');
    expect(nameOf({ challenges: [assigned], ended: [done] })).toBe('done');
  });

  it.each(['completed', 'expired', 'cancelled'] as const)(
    'gives way to what follows within the same second in which a challenge was %s',
    (status) => {
      const { timestamp } = done;
      const past = { ended: [{ ...done, status }], recent: [{ ...done, status }] };
      expect(nameOf({ challenges: [aChallenge({ id: 4, timestamp })], ...past })).toBe('requested');
      expect(nameOf({ challenges: [{ ...assigned, id: 4, timestamp }], ...past })).toBe('do_this');
      // One that was asked for earlier, too: what runs comes first.
      expect(nameOf({ teams: school, challenges: [{ ...assigned, timestamp }], ...past })).toBe('do_this');
      expect(nameOf({ teams: school, challenges: [aChallenge({ timestamp })], ...past })).not.toBe(
        'requested',
      );
    },
  );

  it('gives way to what was asked for later, whichever host gave the lower id', () => {
    const { timestamp } = done;
    const past = { ...done, id: 33, requested_at: '2026-11-24T20:01:00Z' };
    const later = aChallenge({ id: 2, timestamp, requested_at: timestamp });
    expect(nameOf({ challenges: [later], ended: [past] })).toBe('requested');
  });

  it('forgets an outcome that was undone', () => {
    expect(nameOf({ challenges: [{ ...done, status: 'assigned', version: 4 }], ended: [done] })).toBe(
      'do_this',
    );
  });

  it('shows the most urgent challenge, the selected one, or the buildings', () => {
    const view = { teams: school, challenges: [aChallenge(), assigned] };
    expect(nameOf(view)).toBe('do_this');
    expect(nameOf(view, { focus: 1 })).toBe('requested');
    expect(nameOf(view, { asking: true })).toBe('ask');
  });

  it('offers no further challenge beyond the limit', () => {
    const three = [aChallenge(), aChallenge({ id: 5 }), assigned];
    expect(nameOf({ teams: school, challenges: three }, { asking: true })).toBe('do_this');
  });

  it('says who holds the lock of the team', () => {
    const toms = aChallenge({ player_id: 11, player_name: 'Tom' });
    expect(screenFor(aView({ challenges: [toms] }), NO_LOCAL_STATE)).toMatchObject({
      name: 'ask',
      lock: { kind: 'team', holder: toms },
      mayAsk: false,
    });
  });

  it('counts the queue across all teams', () => {
    const before = [
      aChallenge({ id: 1, player_id: 20, team_number: 2 }),
      { ...assigned, player_id: 21, team_number: 3 },
    ];
    const view = aView({ challenges: [aChallenge({ id: 7 }), ...before] });
    expect(screenFor(view, NO_LOCAL_STATE)).toMatchObject({ name: 'requested', place: 2 });
  });
});

describe('the status banner', () => {
  it('tells an unreachable laptop from a pause', () => {
    const paused = aGame({ status: 'paused', paused_reason: 'banker' });
    expect(bannerStatusFor(aView())).toBeNull();
    expect(bannerStatusFor(aView({ connection: 'checking' }))).toBeNull();
    expect(bannerStatusFor(aView({ connection: 'connecting' }))).toBe('away');
    expect(bannerStatusFor(aView({ game: paused }))).toBe('paused');
    expect(bannerStatusFor(aView({ game: { ...paused, paused_reason: 'host_away' } }))).toBe('host_was_away');
    expect(bannerStatusFor(aView({ connection: 'connecting', game: paused }))).toBe('away');
    expect(bannerStatusFor(aView({ connection: 'connecting', isMoving: true }))).toBe('moving');
  });
});
