/** What bankers take back besides challenges: a move to another team, a team's school. In every game that can be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryGamePlan, playGame, type AcceptedCommand } from './arbitrary-games.fixtures.ts';
import type { Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { GameState } from './state.ts';
import { BANKER_ACTOR } from './test-game.harness.ts';

type Turn = Pick<AcceptedCommand, 'at' | 'playMs'>;

/** The state after a banker's command, and how many events that was; the rejection's code, if it is refused. */
function execute(state: GameState, command: Command, turn: Turn) {
  const decision = decide(state, command, BANKER_ACTOR, turn);
  if ('rejection' in decision) return { state, refused: decision.rejection.code, events: 0 };
  let after = state;
  for (const event of decision.events)
    after = evolve(after, { ...turn, seq: after.seq + 1, by: BANKER_ACTOR.id, event });
  return { state: after, refused: null, events: decision.events.length };
}

/** Teams of all, by id. */
const teamsOf = ({ participants }: GameState) =>
  new Map([...participants.values()].map(({ id, teamNumber }) => [id, teamNumber]));

/** Everybody; whoever was put out of a folded team, and moved since, does not come along when that is taken up again. */
const exceptFolds = ({ participants }: GameState) =>
  [...participants.values()].map((seat) => ({ ...seat, foldedFrom: [] }));

describe('a switched school', () => {
  const switching = (number: number, hasSchool: boolean, expected?: { hasSchool: boolean; built: number }) =>
    ({ type: 'change_team', number, change: { hasSchool }, expectedSchool: expected }) as const;
  const schoolOf = ({ teams }: GameState, number: number) => {
    const team = teams.get(number);
    if (team === undefined) throw new Error(`There is no team ${number}.`);
    return { hasSchool: team.hasSchool, built: team.tally.get('school', 0) };
  };

  it('is as it was once that is taken back, and so is everything else of its team', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        playGame(plan, ({ after, ...turn }) => {
          for (const number of after.teams.keys()) {
            const { hasSchool, built } = schoolOf(after, number);
            const switched = execute(after, switching(number, !hasSchool), turn).state;
            const expected = { hasSchool: !hasSchool, built };
            const back = execute(switched, switching(number, hasSchool, expected), turn);
            expect(back.refused).toBeNull();
            expect(back.state.teams.get(number)).toEqual(after.teams.get(number));
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it('is not taken back once another one has been built, or it has been switched since', () => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const switched = new Map<number, { hasSchool: boolean; built: number }>();
        playGame(plan, ({ before, after, ...turn }) => {
          for (const [number, then] of switched) {
            const now = schoolOf(after, number);
            const back = execute(after, switching(number, !then.hasSchool, then), turn);
            const isGoneOn = now.hasSchool !== then.hasSchool || now.built !== then.built;
            expect(back.refused).toBe(isGoneOn ? 'undo_not_last' : null);
            if (isGoneOn) refused += 1;
            else accepted += 1;
            // Whatever was built since stays.
            expect(schoolOf(back.state, number).built).toBe(now.built);
          }
          for (const event of turn.events) {
            if (event.type !== 'team_changed' || event.change.hasSchool === undefined) continue;
            const { number } = event;
            if (before.teams.get(number)?.hasSchool !== after.teams.get(number)?.hasSchool)
              switched.set(number, schoolOf(after, number));
          }
        });
      }),
      { numRuns: 500 },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(5);
  });
});

describe('players who were moved', () => {
  const moving = (ids: readonly number[], from: number | null, to: number | null) =>
    ({ type: 'move_participants', moves: ids.map((id) => ({ id, from, to })) }) as const;

  it('are where they were once that is taken back, and nobody else is elsewhere', () => {
    let moved = 0;
    fc.assert(
      fc.property(arbitraryGamePlan, fc.constantFrom(1, 2, 3, null), (plan, to) => {
        playGame(plan, ({ after, ...turn }) => {
          for (const [id, from] of teamsOf(after)) {
            const there = execute(after, moving([id], from, to), turn);
            if (there.events === 0) continue;
            moved += 1;
            const back = execute(there.state, moving([id], to, from), turn);
            expect(back.events).toBe(1);
            expect(exceptFolds(back.state)).toEqual(exceptFolds(after));
            expect(back.state.challenges).toBe(after.challenges);
          }
        });
      }),
      { numRuns: 100 },
    );
    expect(moved).toBeGreaterThan(100);
  });

  it('stay where they are if that is no longer where they were moved to', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const moves = new Map<number, { from: number | null; to: number | null }>();
        playGame(plan, ({ before, after, ...turn }) => {
          const [old, now] = [teamsOf(before), teamsOf(after)];
          for (const [id, { from, to }] of moves) {
            const back = execute(after, moving([id], to, from), turn);
            const isBack = back.events > 0;
            expect(teamsOf(back.state).get(id)).toBe(isBack ? from : now.get(id));
            expect(isBack && now.get(id) !== to).toBe(false);
          }
          for (const [id, to] of now) {
            const from = old.get(id);
            if (from !== undefined && from !== to) moves.set(id, { from, to });
          }
        });
      }),
      { numRuns: 100 },
    );
  });
});
