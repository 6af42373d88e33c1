/** What bankers do besides challenges, and players to their own seats, in arbitrary games. */
import type { Command, GameCommand, SeatCommand, TeamCommand } from './commands.ts';
import { EXERCISE_TIERS, FINALE_STEPS, LANGUAGE_TAGS, NEEDS } from './enums.ts';
import type { GameState, GameSettings } from './state.ts';

type ManagementCommandType = (GameCommand | SeatCommand | TeamCommand)['type'];

interface Picks {
  readonly pick: number;
  readonly other: number;
  /** An id not in use yet. */
  readonly unusedId: number;
  readonly state: GameState;
}

export function managementCommand(
  kind: ManagementCommandType,
  id: number,
  { pick, other, unusedId, state }: Picks,
): Command {
  const ids = state.participants.keySeq().toArray();
  const removedAt = state.participants.get(id)?.removedAt;
  switch (kind) {
    case 'start':
    case 'resume':
    case 'end_as_planned':
    case 'undo_continuation':
    case 'remove_message':
    case 'close_finale':
    case 'balance_teams':
      return { type: kind };
    case 'end':
      return { type: kind, keepResults: other % 3 === 0, countClaims: other % 2 === 0 };
    case 'show_finale':
      return { type: kind, step: pickFrom(FINALE_STEPS, other) };
    case 'continue_game':
      return {
        type: kind,
        gameId: 100 + (pick % 2),
        code: pickFrom(['NEXT23', 'NEXT24'], pick),
        ...(other % 2 === 0 && { instead: state.next?.gameId ?? null }),
      };
    case 'pause':
      return { type: kind, reason: 'banker' };
    case 'adjust_clock':
      return { type: kind, lostMs: pick };
    case 'change_game':
      return pick % 3 > 0
        ? { type: kind, settings: changedSettings(pick, other) }
        : { type: kind, ...plannedEnd(state, other) };
    case 'send_message':
      return { type: kind, text: pickFrom(['Tidy up, please', 'Pizza!'], other) };
    case 'join':
      return {
        type: kind,
        id: unusedId,
        role: pickFrom(['player', 'player', 'player', 'banker', 'board'], pick),
        name: pickFrom(['Anna', 'anna', 'Tom', 'Ada 2'], other),
        teamNumber: pickFrom([1, 2, null, 3], other),
        withoutPhone: pick % 4 === 0,
      };
    case 'join_several':
      return {
        type: kind,
        players: [
          { id: unusedId, name: 'Anna' },
          { id: unusedId + 1, name: 'anna' },
        ],
        teamNumber: pickFrom([1, null, 3], other),
      };
    case 'change_participant':
      return pickFrom<Command>(
        [
          { type: kind, id, change: { teamNumber: pickFrom([1, 2, null], other) } },
          { type: kind, id, change: { extraTimeFactor: 1 + (other % 4) / 4 } },
          { type: kind, id, change: { name: 'Anna', blocked: other % 2 === 0, approved: true } },
          { type: kind, id, change: { approved: true }, expectedName: pickFrom(['Anna', 'Tom'], other) },
          { type: kind, id, change: { needs: NEEDS.slice(other % 4, pick % 6) } },
        ],
        pick,
      );
    case 'add_team':
      return { type: kind, ...pickFrom([{}, { name: 'Otters' }, { shape: 'star' } as const], pick) };
    case 'fold_team':
      return { type: kind, number: (pick % 3) + 1, playersTo: pickFrom([1, 2, 3, 'evenly', null], other) };
    case 'unfold_team':
      return { type: kind, number: foldedTeam(state) ?? (pick % 3) + 1, withPlayers: other % 4 > 0 };
    case 'change_team':
      return {
        type: kind,
        number: (pick % 2) + 1,
        change: { hasSchool: other % 3 > 0, name: `Team ${other}` },
      };
    case 'remove_participant':
    case 'restore_participant':
      return { type: kind, id };
    case 'move_seat':
      return { type: kind, id, keepsPin: other % 2 === 0, ...(pick % 3 === 0 && { generation: other % 3 }) };
    case 'remove_participants':
      return { type: kind, ids: [id, pick % 8, id, unusedId] };
    case 'restore_participants':
      return { type: kind, ids, removedAt: removedAt ?? pick };
    case 'move_participants':
      return {
        type: kind,
        moves: [...new Set([id, pick % 8, unusedId])].map((each, index) => ({
          id: each,
          from: state.participants.get(each)?.teamNumber ?? (other % 2 === 0 ? null : 1),
          to: (index + other) % 3 === 0 ? null : ((pick + index) % 2) + 1,
        })),
      };
    case 'merge_participants':
      return { type: kind, id, into: (pick % 6) + 1 };
    default:
      return kind satisfies never;
  }
}

function foldedTeam({ teams }: GameState): number | undefined {
  return teams.find(({ foldedAt }) => foldedAt !== null)?.number;
}

/** What a player may send about their own seat. */
export function ownCorrection(id: number, { pick, other }: Pick<Picks, 'pick' | 'other'>): Command {
  const name = pickFrom(['Anna', 'Tom', 'Tom ', 'Zoë'], other);
  const teamNumber = pickFrom([1, 2], other);
  const needs = NEEDS.slice(other % 3, other % 5);
  const change = pickFrom([{ name }, { teamNumber }, { name, teamNumber }, { needs }], pick);
  return { type: 'change_participant', id, change };
}

function changedSettings(pick: number, other: number): Partial<GameSettings> {
  return pickFrom<Partial<GameSettings>>(
    [
      { completion: other % 2 === 0 ? 'banker' : 'player' },
      { maxActivePerPlayer: (other % 3) + 1 },
      { timers: other > 1 },
      { exerciseTier: pickFrom(EXERCISE_TIERS, other) },
      { language: pickFrom(LANGUAGE_TAGS, other) },
      { locked: other === 0, approveNames: other % 2 === 0 },
      { ownNameInPlay: other % 2 === 0, ownTeamInPlay: other % 3 > 0 },
      { ownNeeds: other % 4 > 0, boardTimes: other % 2 === 0 },
    ],
    pick,
  );
}

/** Soon after the last thing that happened, or none. */
function plannedEnd({ message, startedAt }: GameState, other: number) {
  const now = message?.at ?? startedAt ?? 0;
  return {
    endAt: other % 5 === 0 ? null : now + other * 30_000,
    ...(other % 2 === 0 && { endsByItself: other % 4 === 0 }),
  };
}

export function pickFrom<Value>(values: readonly Value[], pick: number): Value {
  const value = values[pick % values.length];
  if (value === undefined) throw new Error('Cannot pick from an empty list.');
  return value;
}
