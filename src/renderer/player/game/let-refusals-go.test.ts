import { describe, expect, it } from 'vitest';
import type { GameView } from '../../../client/game-view.ts';
import { createManualEnvironment } from '../../../client/manual-environment.fake.ts';
import type { ProblemCode } from '../../../protocol/problem-codes.ts';
import { aChallenge, aGame, aPlayer } from '../../shared/shapes.fixtures.ts';
import { aView } from '../game-view.fixtures.ts';
import type { CommandRefusal, CommandSenderState } from './command-sender.ts';
import { letRefusalsGo } from './let-refusals-go.ts';

const SECOND = 1_000;

function refusedWith(code: ProblemCode, given: Partial<GameView> = {}, retryAfterMs: number | null = null) {
  const environment = createManualEnvironment();
  let view = aView(given);
  let state: CommandSenderState = { sending: null, refusal: null };
  const listeners = new Set<() => void>();
  const refuse = (refusal: CommandRefusal | null) => {
    state = { ...state, refusal };
    for (const listener of listeners) listener();
  };
  const stop = letRefusalsGo(
    {
      sender: {
        getState: () => state,
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        dismissRefusal: () => refuse(null),
      },
      store: { getView: () => view },
    },
    environment,
  );
  const again = () =>
    refuse({
      command: { kind: 'request', building: 'farm', meant: {} },
      code,
      holder: null,
      retryAfterMs,
    });
  again();
  return {
    environment,
    again,
    stop,
    isShown: () => state.refusal !== null,
    see: (change: Partial<GameView>) => {
      view = { ...view, ...change };
    },
  };
}

describe('a refusal on a phone', () => {
  it('that the laptop cannot save stays for a minute, or until something has been saved in the game, and could be read', () => {
    const { environment, isShown, see } = refusedWith('storage');
    environment.advance(50 * SECOND);
    expect(isShown()).toBe(true);
    see({ seq: 2 });
    environment.advance(SECOND);
    expect(isShown()).toBe(false);
    const early = refusedWith('storage');
    early.see({ seq: 2 });
    early.environment.advance(5 * SECOND);
    expect(early.isShown()).toBe(true);
    early.environment.advance(10 * SECOND);
    expect(early.isShown()).toBe(false);
    const quiet = refusedWith('storage');
    quiet.environment.advance(61 * SECOND);
    expect(quiet.isShown()).toBe(false);
    // A game that was restored may be shorter.
    const restored = refusedWith('storage', { seq: 9 });
    restored.see({ seq: 3 });
    restored.environment.advance(15 * SECOND);
    expect(restored.isShown()).toBe(false);
  });

  it.each(['too_fast', 'too_many', 'busy'] as const)(
    'that is %s goes after the time that was said',
    (code) => {
      const { environment, isShown } = refusedWith(code, {}, 30 * SECOND);
      environment.advance(29 * SECOND);
      expect(isShown()).toBe(true);
      environment.advance(2 * SECOND);
      expect(isShown()).toBe(false);
      const unsaid = refusedWith(code);
      unsaid.environment.advance(15 * SECOND);
      expect(unsaid.isShown()).toBe(false);
    },
  );

  it.each(['game_status', 'game_not_started', 'game_over'] as const)(
    'that is %s stays while the game stands like that',
    (code) => {
      const { environment, isShown, see } = refusedWith(code, { game: aGame({ status: 'paused' }) });
      environment.advance(60 * SECOND);
      expect(isShown()).toBe(true);
      see({ game: aGame({ status: 'in_progress' }), connection: 'connecting' });
      environment.advance(60 * SECOND);
      expect(isShown()).toBe(true);
      see({ connection: 'live' });
      environment.advance(SECOND);
      expect(isShown()).toBe(false);
    },
  );

  it('for a team, or room for one more, stays until there is that', () => {
    const teamless = refusedWith('no_team', { me: aPlayer({ team_number: null }) });
    const busy = refusedWith('player_limit', { challenges: [aChallenge()] });
    for (const { environment, isShown } of [teamless, busy]) {
      environment.advance(60 * SECOND);
      expect(isShown()).toBe(true);
    }
    teamless.see({ me: aPlayer({ team_number: 1 }) });
    busy.see({ challenges: [] });
    for (const { environment, isShown } of [teamless, busy]) {
      environment.advance(SECOND);
      expect(isShown()).toBe(false);
    }
  });

  it('of a tap that came too late goes once it could be read', () => {
    for (const code of ['challenge_status', 'team_changed', 'undo_too_late', 'team_locked'] as const) {
      const { environment, isShown } = refusedWith(code);
      environment.advance(9 * SECOND);
      expect(isShown()).toBe(true);
      environment.advance(SECOND);
      expect(isShown()).toBe(false);
    }
  });

  it('that only a new way in ends stays', () => {
    for (const code of ['no_right', 'which_seat', 'removed'] as const) {
      const { environment, isShown, see } = refusedWith(code);
      see({ seq: 2 });
      environment.advance(3_600 * SECOND);
      expect(isShown()).toBe(true);
    }
  });

  it('is not taken for read in a pocket, and each is counted by itself', () => {
    const { environment, again, isShown, stop } = refusedWith('challenge_status');
    environment.emitSignal('hidden');
    environment.advance(600 * SECOND);
    expect(isShown()).toBe(true);
    environment.emitSignal('visible');
    environment.advance(9 * SECOND);
    again();
    environment.advance(9 * SECOND);
    expect(isShown()).toBe(true);
    environment.advance(SECOND);
    expect(isShown()).toBe(false);
    again();
    stop();
    expect(environment.pendingTimers).toEqual([]);
  });
});
