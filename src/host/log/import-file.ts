/** Reads a game's file: judged line by line, folded, and given new ids before it may become a game here. */
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { GameEvent, LoggedEvent } from '../../game/events.ts';
import { fold } from '../../game/evolve.ts';
import { cleanText, fits, MAX_NAME_BYTES, MAX_NAME_GRAPHEMES } from '../../game/names.ts';
import {
  MAX_DESCRIPTION_BYTES,
  MAX_DESCRIPTION_GRAPHEMES,
  MAX_GAME_NAME_BYTES,
  MAX_GAME_NAME_GRAPHEMES,
  MAX_TEAM_NAME_BYTES,
} from '../../protocol/bodies.ts';
import { isGameEvent } from './event-shapes.ts';
import { EVENT_SCHEMAS, EventLine } from './game-file-shapes.ts';
import { FILE_FORMAT, FILE_VERSION, Heading } from './game-file.ts';

/** Why a file cannot become a game: a sentence that says what to do. Nothing was changed. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

const heading = Compile(Heading);
const eventLine = Compile(EventLine);
const compiled = new Map([...EVENT_SCHEMAS].map(([type, schema]) => [type, lazily(schema)]));

/** The events in the file, as they were when it was written. Throws `ImportError`. */
export function readGameFile(text: string): LoggedEvent[] {
  const [first = '', ...rest] = text.replace(/^\uFEFF/, '').split('\n');
  const count = readHeading(first);
  const lines = rest.filter((line) => line.trim() !== '');
  if (lines.length !== count)
    throw new ImportError(
      `The file says it holds ${count} events, but ${lines.length} are there. Export the game again.`,
    );
  const events = lines.map((line, index) => readEvent(line, index + 2));
  refuseImpossible(events);
  return events;
}

function readHeading(line: string): number {
  const found = parsed(line);
  if (!heading.Check(found))
    throw new ImportError(
      `This is not an exported game: its first line does not say "${FILE_FORMAT}". Choose another file.`,
    );
  if (found.version !== FILE_VERSION)
    throw new ImportError('A newer version of this program wrote the file. Import it there.');
  return found.events;
}

function readEvent(line: string, lineNumber: number): LoggedEvent {
  const found = parsed(line);
  if (!eventLine.Check(found)) throw wrongLine(lineNumber);
  const { seq, at, play_ms: playMs, by, event } = found;
  if (!isGameEvent(event) || compiled.get(event.type)?.(event) !== true) throw wrongLine(lineNumber);
  if (!wordsAreClean(event))
    throw new ImportError(
      `Line ${lineNumber} holds a name or text that this program never writes. Nothing was imported.`,
    );
  return { seq, at, playMs, by, event };
}

function parsed(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

function wrongLine(lineNumber: number): ImportError {
  return new ImportError(`Line ${lineNumber} is not as an export writes it. Export the game again.`);
}

/** Names and texts as this program keeps them: nothing invisible, nothing too long. */
function wordsAreClean(event: GameEvent): boolean {
  const isKept = (text: string | undefined, graphemes: number, bytes: number) =>
    text === undefined || (cleanText(text) === text && text !== '' && fits(text, graphemes, bytes));
  switch (event.type) {
    case 'game_created':
    case 'game_changed':
      return isKept(event.name, MAX_GAME_NAME_GRAPHEMES, MAX_GAME_NAME_BYTES);
    case 'participant_joined':
      return isKept(event.name, MAX_NAME_GRAPHEMES, MAX_NAME_BYTES);
    case 'participant_changed':
      return isKept(event.change.name, MAX_NAME_GRAPHEMES, MAX_NAME_BYTES);
    case 'team_changed':
      return isKept(event.change.name, MAX_NAME_GRAPHEMES, MAX_TEAM_NAME_BYTES);
    case 'challenge_assigned':
    case 'challenge_changed':
      return isKept(event.exercise.description, MAX_DESCRIPTION_GRAPHEMES, MAX_DESCRIPTION_BYTES);
    default:
      return true;
  }
}

/** Refuses what no night could have been: events that don't follow, people, teams or times that aren't there. */
function refuseImpossible(events: readonly LoggedEvent[]): void {
  try {
    const { participants, teams, challenges } = fold(events);
    const isTeam = (number: number | null) => number === null || teams.has(number);
    const isFine =
      participants.every(({ teamNumber }) => isTeam(teamNumber)) &&
      challenges.every(({ playerId, teamNumber }) => participants.has(playerId) && isTeam(teamNumber)) &&
      events.every(({ by, playMs }, index) => isKnown(by) && playMs >= (events[index - 1]?.playMs ?? 0));
    function isKnown(id: number) {
      return id === 0 || participants.has(id);
    }
    if (isFine) return;
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new ImportError(`The events in the file do not follow each other. ${cause.message}`, { cause });
  }
  throw new ImportError('The file speaks of people or teams that are not in it. Export the game again.');
}

export interface NewIds {
  readonly gameId: number;
  readonly code: string;
  readonly participant: () => number;
  readonly challenge: () => number;
}

/** The same night under ids of this host: nobody's token opens a seat of it. */
export function renumbered(events: readonly LoggedEvent[], ids: NewIds): LoggedEvent[] {
  const seats = new Map<number, number>([[0, 0]]);
  const challenges = new Map<number, number>();
  return events.map((logged) => {
    const event = renumber(logged.event, ids, seats, challenges);
    return { ...logged, event, by: newId(seats, logged.by) };
  });
}

function renumber(
  event: GameEvent,
  ids: NewIds,
  seats: Map<number, number>,
  challenges: Map<number, number>,
): GameEvent {
  switch (event.type) {
    case 'game_created':
      return { ...event, gameId: ids.gameId, code: ids.code };
    case 'participant_joined':
      seats.set(event.id, ids.participant());
      return { ...event, id: newId(seats, event.id) };
    case 'participant_changed':
    case 'participant_removed':
    case 'participant_restored':
    case 'seat_moved':
      return { ...event, id: newId(seats, event.id) };
    case 'participant_merged':
      return { ...event, id: newId(seats, event.id), into: newId(seats, event.into) };
    case 'challenge_requested':
      challenges.set(event.id, ids.challenge());
      return { ...event, id: newId(challenges, event.id), playerId: newId(seats, event.playerId) };
    case 'challenge_assigned':
    case 'challenge_changed':
    case 'challenge_claimed':
    case 'challenge_rejected':
    case 'challenge_completed':
    case 'challenge_cancelled':
    case 'challenge_expired':
    case 'challenge_undone':
      return { ...event, id: newId(challenges, event.id) };
    case 'game_changed':
    case 'game_started':
    case 'game_paused':
    case 'game_resumed':
    case 'game_ended':
    case 'game_reopened':
    case 'clock_adjusted':
    case 'team_changed':
      return event;
    default:
      return event satisfies never;
  }
}

function newId(ids: ReadonlyMap<number, number>, id: number): number {
  const found = ids.get(id);
  if (found === undefined)
    throw new ImportError(
      `The file speaks of ${id} before it says who or what that is. Export the game again.`,
    );
  return found;
}

/** A schema is compiled when the first event of its kind is read. */
function lazily(schema: TSchema): (value: unknown) => boolean {
  let validator: ReturnType<typeof Compile> | null = null;
  return (value) => {
    validator ??= Compile(schema);
    return validator.Check(value);
  };
}
