/** What holds in every possible game, whatever people try. */
import fc from 'fast-check';
import { isCollection } from 'immutable';
import { describe, expect, it } from 'vitest';
import { shortOrAllRuns } from '../../scripts/long-form.fixtures.ts';
import {
  eventsAbout,
  arbitraryGamePlan,
  playGame,
  changedChallenges,
  type AcceptedCommand,
} from './arbitrary-games.fixtures.ts';
import { decide } from './decide.ts';
import type { GameEvent } from './events.ts';
import { fold } from './evolve.ts';
import { holdersOf } from './name-index.ts';
import { nameKeys } from './name-keys.ts';
import { isOpen } from './open-challenges.ts';
import { dueChallengeIds, nextDeadline, timeLeftMs } from './play-time.ts';
import {
  type ChallengeState,
  type ChallengeStatus,
  type GameState,
  NO_TEAM,
  type TeamState,
} from './state.ts';
import { HOST_ACTOR } from './test-game.harness.ts';

function always(watch: (turn: AcceptedCommand) => void): void {
  fc.assert(
    fc.property(arbitraryGamePlan, (plan) => {
      playGame(plan, watch);
    }),
    { numRuns: shortOrAllRuns(300) },
  );
}

describe('arbitrary games', () => {
  it('reach every kind of event', () => {
    const every: readonly GameEvent['type'][] = [
      'challenge_assigned',
      'challenge_cancelled',
      'challenge_changed',
      'challenge_claimed',
      'challenge_completed',
      'challenge_expired',
      'challenge_moved',
      'challenge_redone',
      'challenge_rejected',
      'challenge_requested',
      'challenge_undone',
      'clock_adjusted',
      'finale_closed',
      'finale_shown',
      'game_changed',
      'game_continuation_undone',
      'game_continued',
      'game_created',
      'game_ended',
      'game_paused',
      'game_reopened',
      'game_resumed',
      'game_started',
      'message_removed',
      'message_sent',
      'participant_changed',
      'participant_joined',
      'participant_merged',
      'participant_removed',
      'participant_restored',
      'seat_moved',
      'team_added',
      'team_changed',
      'team_folded',
      'team_unfolded',
    ];
    const seen = new Set<GameEvent['type']>();
    // From this one on, few games have them all; after a change of the plans it may take more.
    for (let seed = 24; seed < 54 && seen.size < every.length; seed += 1) {
      for (const plan of fc.sample(arbitraryGamePlan, { numRuns: 100, seed })) {
        for (const { event } of playGame(plan, () => undefined).log) seen.add(event.type);
      }
    }
    expect([...seen].toSorted()).toEqual(every);
  });
});

describe('states', () => {
  it('never change in place, and neither do events', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const kept: [GameState, string][] = [];
        const game = playGame(plan, ({ before, after, events }) => {
          for (const value of [before, after, events]) freeze(value);
          kept.push([before, JSON.stringify(before)], [after, JSON.stringify(after)]);
        });
        for (const [state, text] of kept) expect(JSON.stringify(state)).toBe(text);
        expect(kept.every(([state]) => state.seq <= game.state.seq)).toBe(true);
      }),
      { numRuns: shortOrAllRuns(100) },
    );
  });

  it('know who has which name, and how many are in each team', () => {
    always(({ after: { participants, names, teamSizes } }) => {
      const sizes = new Map<number, number>();
      for (const { id, name, role, removed, teamNumber } of participants.values()) {
        expect([...holdersOf(names, name)]).toEqual([id]);
        const team = teamNumber ?? NO_TEAM;
        if (role === 'player' && !removed) sizes.set(team, (sizes.get(team) ?? 0) + 1);
      }
      const keys = [...participants.values()].flatMap(({ name }) => nameKeys(name));
      expect(new Set(names.holders.keys())).toEqual(new Set(keys));
      expect(new Map(teamSizes.filter((size) => size > 0))).toEqual(sizes);
    });
  });

  it('G3 are the fold of their log, also after writing and reading it', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const { log, state } = playGame(plan, () => undefined);
        const read: unknown = JSON.parse(JSON.stringify(log));
        expect(read).toStrictEqual(log);
        expect(JSON.stringify(fold(log))).toBe(JSON.stringify(state));
      }),
      { numRuns: shortOrAllRuns(100) },
    );
  });

  it('know exactly their open challenges and what each team completed', () => {
    always(({ after }) => {
      const all = after.challenges.valueSeq().toArray();
      const open = all.filter(({ status }) => isOpen(status)).map(({ id }) => id);
      expect(new Set(after.open)).toEqual(new Set(open));
      for (const { number, tally } of after.teams.values()) {
        const done = all.filter(({ teamNumber, status }) => teamNumber === number && status === 'completed');
        expect(tally.reduce((sum, count) => sum + count, 0)).toBe(done.length);
        expect(tally.every((count) => count >= 0)).toBe(true);
      }
    });
  });

  it('have no open challenge after the end, nor of a removed player', () => {
    always(({ after }) => {
      const isOver = after.status === 'completed';
      expect(isOver && after.open.size > 0).toBe(false);
      for (const id of after.open) {
        const playerId = after.challenges.get(id)?.playerId ?? 0;
        expect(after.participants.get(playerId)?.removed).toBe(false);
      }
    });
  });

  it('have nobody who plays and nothing open in a folded team, and always a team to play for', () => {
    always(({ before, after }) => {
      const isFolded = (number: number | null) => (after.teams.get(number ?? 0)?.foldedAt ?? null) !== null;
      expect(after.teams.every(({ number }) => isFolded(number))).toBe(false);
      expect(after.teamCount).toBe(after.teams.size);
      for (const id of after.open) expect(isFolded(after.challenges.get(id)?.teamNumber ?? null)).toBe(false);
      for (const { role, removed, teamNumber } of after.participants.values())
        expect(role === 'player' && !removed && isFolded(teamNumber)).toBe(false);
      // What a team has built stays, however it is folded.
      const hasFolded = ({ number, foldedAt }: TeamState) => foldedAt !== after.teams.get(number)?.foldedAt;
      for (const { number, tally } of before.teams.filter(hasFolded).values())
        expect(after.teams.get(number)?.tally).toBe(tally);
    });
  });

  it('have a banker, and no two participants of the same name', () => {
    always(({ after }) => {
      const seats = after.participants.valueSeq();
      expect(seats.some(({ role, removed }) => role === 'banker' && !removed)).toBe(true);
      expect(seats.map(({ name }) => name.toLowerCase()).toSet().size).toBe(seats.count());
    });
  });
});

describe('transitions', () => {
  const legal: Readonly<Record<Extract<GameEvent['type'], `challenge_${string}`>, readonly string[]>> = {
    challenge_requested: ['none > requested'],
    challenge_assigned: ['requested > assigned'],
    challenge_changed: ['assigned > assigned'],
    challenge_moved: ['requested > requested', 'assigned > assigned'],
    challenge_claimed: ['assigned > assigned'],
    challenge_rejected: ['assigned > assigned'],
    challenge_completed: ['assigned > completed'],
    challenge_cancelled: ['requested > cancelled', 'assigned > cancelled'],
    challenge_expired: ['assigned > expired'],
    challenge_undone: [
      'requested > cancelled',
      'assigned > requested',
      'assigned > assigned',
      'completed > assigned',
      'cancelled > requested',
      'cancelled > assigned',
      'expired > assigned',
    ],
    challenge_redone: [
      'cancelled > requested',
      'requested > assigned',
      'assigned > assigned',
      'assigned > completed',
      'requested > cancelled',
      'assigned > cancelled',
    ],
  };

  it('G7 are legal, one event per challenge, each incrementing the version', () => {
    always((turn) => {
      for (const [earlier, challenge] of changedChallenges(turn)) {
        const events = eventsAbout(turn, challenge);
        expect(events).toHaveLength(1);
        const from: ChallengeStatus | 'none' = earlier?.status ?? 'none';
        for (const { type } of events) {
          expect(Object.entries(legal).find(([name]) => name === type)?.[1]).toContain(
            `${from} > ${challenge.status}`,
          );
        }
        expect(challenge).toMatchObject({ version: (earlier?.version ?? 0) + 1, changedAt: turn.at });
      }
    });
  });

  it('G7 leave no field at odds with the status', () => {
    always((turn) => {
      for (const [, challenge] of changedChallenges(turn))
        expect(factsOf(challenge)).toEqual(factsFor(challenge));
    });
  });

  it('G7 expire exactly what is due, and the next deadline is the first of them', () => {
    always(({ after, at, playMs }) => {
      const timesUp = [...after.open].filter((id) => {
        const decision = decide(after, { type: 'expire', id }, HOST_ACTOR, { at, playMs });
        return 'events' in decision;
      });
      const ids = dueChallengeIds(after, playMs);
      expect(new Set(ids)).toEqual(new Set(timesUp));
      const next = nextDeadline(after);
      const isDueNow = next !== null && next.deadlinePlayMs <= playMs;
      expect(ids[0]).toBe(isDueNow ? next.id : undefined);
    });
  });

  it('G7 expire nothing early', () => {
    always((turn) => {
      for (const [earlier, challenge] of changedChallenges(turn)) {
        if (challenge.status !== 'expired') continue;
        expect(earlier).toMatchObject({ status: 'assigned', claimedAt: null });
        expect(earlier?.deadlinePlayMs ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(turn.playMs);
        expect(turn.before.status).toBe('in_progress');
      }
    });
  });
});

describe('locks', () => {
  it('hold whenever a challenge opens, by request, undo or redo', () => {
    always((turn) => {
      for (const [earlier, challenge] of changedChallenges(turn)) {
        if (!isOpen(challenge.status) || (earlier !== undefined && isOpen(earlier.status))) continue;
        const open = turn.after.challenges.filter(({ status }) => isOpen(status));
        const ofTeam = open.count(({ teamNumber }) => teamNumber === challenge.teamNumber);
        const ofPlayer = open.count(({ playerId }) => playerId === challenge.playerId);
        const hasSchool = turn.after.teams.get(challenge.teamNumber)?.hasSchool === true;
        const limit = hasSchool ? turn.after.settings.maxActivePerPlayer : 1;
        expect(ofPlayer).toBeLessThanOrEqual(limit);
        expect(hasSchool || ofTeam === 1).toBe(true);
      }
    });
  });
});

describe('time left', () => {
  it('grows only by extra time, extensions, undo and redo', () => {
    always((turn) => {
      for (const [earlier, challenge] of changedChallenges(turn)) {
        if (earlier === undefined) continue;
        const left = timeLeftMs(earlier, turn.playMs);
        const [event] = eventsAbout(turn, challenge);
        if (left === null || event?.type === 'challenge_undone' || event?.type === 'challenge_redone')
          continue;
        const extended = event?.type === 'challenge_changed' ? event.extendSeconds * 1000 : 0;
        expect(extended).toBeGreaterThanOrEqual(0);
        expect(timeLeftMs(challenge, turn.playMs) ?? 0).toBeLessThanOrEqual(left + extended);
      }
    });
  });

  it('never exceeds the total time given', () => {
    always(({ after, playMs }) => {
      for (const challenge of after.challenges.values()) {
        const given = (challenge.durationSeconds ?? 0) * 1000;
        expect(timeLeftMs(challenge, playMs) ?? 0).toBeLessThanOrEqual(given);
      }
    });
  });
});

/** Which fields of a challenge say something. */
function factsOf(challenge: ChallengeState): Readonly<Record<string, boolean>> {
  const { endedAt, endedReason, completedAt, deadlinePlayMs, frozenMs } = challenge;
  return {
    ended: endedAt !== null,
    reasoned: endedReason !== null,
    completed: completedAt !== null,
    running: deadlinePlayMs !== null,
    frozen: frozenMs !== null,
    blank: challenge.exercise === null && challenge.durationSeconds === null && challenge.claimedAt === null,
  };
}

/** Which fields should, by its status and whether it is timed and claimed. A cancelled request stays blank. */
function factsFor(challenge: ChallengeState): Readonly<Record<string, boolean>> {
  const { status, durationSeconds, claimedAt, assignedAt } = challenge;
  const timed = status === 'assigned' && durationSeconds !== null;
  return {
    ended: !isOpen(status),
    reasoned: !isOpen(status) && status !== 'completed',
    completed: status === 'completed',
    running: timed && claimedAt === null,
    frozen: timed && claimedAt !== null,
    blank: assignedAt === null,
  };
}

/** Freezes records and what they hold; collections stay open inside, they keep notes of their own. */
function freeze(value: unknown): void {
  if (isCollection(value)) {
    for (const held of value.valueSeq()) freeze(held);
  } else if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const held of Object.values(value)) freeze(held);
  }
}
