/** The invariant of `apply-event.ts`: applying the events gives what a fresh snapshot would show. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type GamePlan, arbitraryGamePlan, playGame } from '../game/arbitrary-games.fixtures.ts';
import type { LoggedEvent } from '../game/events.ts';
import { evolve, fold } from '../game/evolve.ts';
import type { GameState, Participant } from '../game/state.ts';
import { Snapshots } from '../host/live/snapshots.ts';
import { viewOf } from '../host/live/view.ts';
import type { Snapshot } from '../protocol/entity-schemas.ts';
import type { EventFrame } from '../protocol/frames.ts';
import { presentEvent, presentRedacted } from '../protocol/present-event.ts';
import { presentChallengeTo } from '../protocol/present.ts';
import { applyEvent, needsSnapshot, type ClientState, stateFromSnapshot } from './apply-event.ts';
import { parseFrame } from './parse-frame.ts';

const pinOf = ({ role }: Participant) => (role === 'player' ? '1234' : null);

function snapshotFor(state: GameState, seat: Participant, { at, playMs }: LoggedEvent): Snapshot {
  const snapshots = new Snapshots({ state, moment: () => ({ at, playMs }) }, pinOf);
  const welcome = parseFrame(
    `{"type":"welcome","epoch":"e","seq":${state.seq},"server_time":${at},"resumed":false,` +
      `"snapshot":${snapshots.textFor(seat)}}`,
  );
  if (welcome.type !== 'welcome' || welcome.snapshot === null) throw new Error('no snapshot came');
  return welcome.snapshot;
}

/** The frame that this seat gets, parsed as the client does. */
function frameFor(before: Participant, state: GameState, logged: LoggedEvent): EventFrame {
  const { publicFrame, privateFrame, subjectId, ownerId } = presentEvent(state, logged, pinOf);
  const view = viewOf(before);
  const isPrivate =
    view === 'all' || (view !== 'board' && (view === 'self' ? subjectId : ownerId) === before.id);
  const frame =
    view === 'self' && subjectId !== before.id
      ? presentRedacted(state, logged)
      : ((isPrivate ? privateFrame : null) ?? publicFrame);
  const read = parseFrame(JSON.stringify(frame));
  if (read.type !== 'event') throw new Error('no event came');
  return read;
}

/** Without clock readings, which differ between an event and a later snapshot. */
function withoutReadings({ game, me, teams, challenges, players }: ClientState) {
  return {
    game: { ...game, play_ms: 0, as_of: 0 },
    me,
    teams,
    challenges: challenges.map((challenge) => ({ ...challenge, time_remaining_seconds: null })),
    players,
  };
}

function follow(
  plan: GamePlan,
  seatId: number,
  check: (clientState: ClientState, state: GameState, logged: LoggedEvent) => void,
) {
  // A snapshot shows whole transactions only.
  const ends = new Set<number>();
  const { log } = playGame(plan, ({ after }) => ends.add(after.seq));
  const seated = log.findIndex(({ event }) => event.type === 'participant_joined' && event.id === seatId);
  let state = fold(log.slice(0, seated + 1));
  let clientState: ClientState | null = null;
  for (const logged of log.slice(seated + 1)) {
    const before = state.participants.get(seatId);
    state = evolve(state, logged);
    const seat = state.participants.get(seatId);
    if (before === undefined || seat === undefined) throw new Error(`${seatId} has no seat`);
    if (seat.mergedInto !== null) return;
    const earlier: ClientState =
      clientState ?? stateFromSnapshot(snapshotFor(fold(log.slice(0, logged.seq - 1)), before, logged));
    clientState = applyEvent(earlier, frameFor(before, state, logged));
    if (needsSnapshot(earlier.me, clientState.me))
      clientState = stateFromSnapshot(snapshotFor(state, seat, logged), clientState.ended);
    if (ends.has(logged.seq)) check(clientState, state, logged);
  }
}

const aSeat = fc.constantFrom(1, 2, 3, 4, 5);

it('G4: after every step of the game a seat sees what a fresh snapshot would show it', () => {
  const holds = fc.property(arbitraryGamePlan, aSeat, (plan, seatId) => {
    follow(plan, seatId, (clientState, state, logged) => {
      const seat = state.participants.get(seatId);
      if (seat === undefined) throw new Error('the seat is gone');
      expect(withoutReadings(clientState)).toEqual(
        withoutReadings(stateFromSnapshot(snapshotFor(state, seat, logged))),
      );
    });
  });
  fc.assert(holds, { numRuns: 150 });
});

it('G4: so does a board, which sees nobody who was removed', () => {
  const holds = fc.property(arbitraryGamePlan, (plan) => {
    const { log } = playGame(plan, () => undefined);
    const joined = log.flatMap(({ event }) =>
      event.type === 'participant_joined' && event.role === 'board' ? event.id : [],
    );
    const [boardId] = joined;
    // Few games have one.
    fc.pre(boardId !== undefined);
    follow(plan, boardId, (clientState, state, logged) => {
      const seat = state.participants.get(boardId);
      if (seat === undefined) throw new Error('the seat is gone');
      // Its connection is closed.
      if (seat.removed) return;
      expect(clientState.players.filter(({ removed }) => removed)).toEqual([]);
      expect(withoutReadings(clientState)).toEqual(
        withoutReadings(stateFromSnapshot(snapshotFor(state, seat, logged))),
      );
    });
  });
  fc.assert(holds, { numRuns: 25, maxSkipsPerRun: 200 });
});

it('ended challenges are kept as they ended', () => {
  const holds = fc.property(arbitraryGamePlan, (plan) => {
    follow(plan, 1, (clientState, state, { playMs }) => {
      for (const ended of clientState.ended) {
        const challenge = state.challenges.get(ended.id);
        if (challenge === undefined) throw new Error('it never was');
        expect(ended).toEqual(presentChallengeTo({ id: 1, role: 'banker' }, state, challenge, playMs));
      }
    });
  });
  fc.assert(holds, { numRuns: 60 });
});
