/** Time left and what is due, in play time (docs/protocol.md, "Play clock"). */
import type { Command, Moment } from './commands.ts';
import { openChallenges } from './open-challenges.ts';
import type { ChallengeState, ChallengeProgress, GameState } from './state.ts';

/**
 * Play time left at `playMs`, in ms, never below 0. Frozen while claimed; null without a clock: not assigned, or assigned
 * without a timer.
 */
export function timeLeftMs(
  challenge: Pick<ChallengeProgress, 'frozenMs' | 'deadlinePlayMs'>,
  playMs: number,
): number | null {
  if (challenge.frozenMs !== null) return challenge.frozenMs;
  if (challenge.deadlinePlayMs === null) return null;
  return Math.max(0, challenge.deadlinePlayMs - playMs);
}

export interface Deadline {
  readonly id: number;
  readonly deadlinePlayMs: number;
}

/** The challenge that expires first; null if no clock is running. */
export function nextDeadline(state: GameState): Deadline | null {
  return deadlines(state)[0] ?? null;
}

/** Ids of the challenges whose time is up at `playMs`, earliest deadline first; none unless the game is running. */
export function dueChallengeIds(state: GameState, playMs: number): readonly number[] {
  return deadlines(state)
    .filter(({ deadlinePlayMs }) => deadlinePlayMs <= playMs)
    .map(({ id }) => id);
}

/** Whether the challenge's time is up at `playMs`. Never in a paused game or for a claimed challenge. */
export function isDue(state: GameState, challenge: ChallengeState, playMs: number): boolean {
  const { status, deadlinePlayMs } = challenge;
  if (state.status !== 'in_progress' || status !== 'assigned') return false;
  return deadlinePlayMs !== null && deadlinePlayMs <= playMs;
}

/** Whether the planned end of a game under way, running or paused, has come. `at`: host time, ms. */
export function hasEndCome({ status, endAt }: GameState, at: number): boolean {
  const isPlaying = status === 'in_progress' || status === 'paused';
  return isPlaying && endAt !== null && endAt <= at;
}

/** Whether the host is to end the game, because its planned end has come. `at`: host time, ms. */
export function isEndDue(state: GameState, at: number): boolean {
  return state.endsByItself && hasEndCome(state, at);
}

/** A command that the host gives by itself when time is up. */
export type DueCommand = Extract<Command, { type: 'expire' | 'end_as_planned' }>;

/** What the host has to command now, in this order: whose time was up before the end runs out of time, and is not cancelled. */
export function dueCommands(state: GameState, { at, playMs }: Moment): readonly DueCommand[] {
  const expiries = dueChallengeIds(state, playMs).map((id) => ({ type: 'expire', id }) as const);
  return isEndDue(state, at) ? [...expiries, { type: 'end_as_planned' }] : expiries;
}

/** What the host has to command next, and in how many ms unless the game is paused or changed; null: nothing by itself. */
export function nextDueCommand(
  state: GameState,
  { at, playMs }: Moment,
): { readonly command: DueCommand; readonly inMs: number } | null {
  const first = nextDeadline(state);
  const expiry =
    first === null
      ? null
      : {
          command: { type: 'expire', id: first.id } as const,
          inMs: Math.max(0, first.deadlinePlayMs - playMs),
        };
  const { endAt } = state;
  if (endAt === null || !isEndDue(state, endAt)) return expiry;
  const end = { command: { type: 'end_as_planned' } as const, inMs: Math.max(0, endAt - at) };
  return expiry !== null && expiry.inMs <= end.inMs ? expiry : end;
}

function deadlines(state: GameState): readonly Deadline[] {
  if (state.status !== 'in_progress') return [];
  return openChallenges(state)
    .flatMap(({ id, deadlinePlayMs }) => (deadlinePlayMs === null ? [] : [{ id, deadlinePlayMs }]))
    .toSorted((a, b) => a.deadlinePlayMs - b.deadlinePlayMs);
}
