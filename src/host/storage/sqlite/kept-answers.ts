/**
 * Which stored answers speak of events that were kept, where the end of a log is lost. An answer does not say after which event it was
 * given; but answers are stored in their order, and most name something that an event made: a version of a challenge, a participant, or the
 * moment at which they were given.
 */
import type { LoggedEvent } from '../../../game/events.ts';
import { evolve } from '../../../game/evolve.ts';
import type { GameState } from '../../../game/state.ts';
import type { IdempotencyRow } from '../idempotency-row.ts';

type Fate = 'kept' | 'lost' | 'unknown';

interface Answers {
  readonly rows: readonly IdempotencyRow[];
  /** Whether they are in the order in which they were given. */
  readonly isInOrder: boolean;
}

/**
 * The answers to requests whose effect is in `events`, or that were given before such a one. Those of which nothing tells are not among
 * them: an answer that speaks of something lost would keep it from being done again.
 */
export function keptAnswers(events: readonly LoggedEvent[], { rows, isInOrder }: Answers): IdempotencyRow[] {
  const log = namedIn(events);
  const moments = new Map<string, number>();
  for (const row of rows) {
    const moment = momentOf(row);
    if (moment !== null) moments.set(moment, (moments.get(moment) ?? 0) + 1);
  }
  const versions = new Set<string>();
  const fates = rows.map((row) => fateOf(row, log, { moments, versions }));
  const firstLost = fates.indexOf('lost');
  const lastKept = fates.slice(0, firstLost < 0 ? fates.length : firstLost).lastIndexOf('kept');
  return rows.filter((_, index) => fates[index] === 'kept' || (isInOrder && index < lastKept));
}

interface Named {
  readonly state: GameState | null;
  /** Who brought about each version of each challenge. */
  readonly versions: ReadonlyMap<string, number>;
  /** Who did something when, and what had become of the game by the last event of that moment. */
  readonly moments: ReadonlyMap<string, GameState['status']>;
}

interface Answered {
  /** How many answers were given to whom at each moment. */
  readonly moments: ReadonlyMap<string, number>;
  /** The versions of challenges that earlier answers have named, and who got them. */
  readonly versions: Set<string>;
}

function namedIn(events: readonly LoggedEvent[]): Named {
  let state: GameState | null = null;
  const versions = new Map<string, number>();
  const moments = new Map<string, GameState['status']>();
  for (const logged of events) {
    state = evolve(state, logged);
    moments.set(`${logged.by} ${logged.at}`, state.status);
    const { event } = logged;
    const challenge = 'id' in event ? state.challenges.get(event.id) : undefined;
    const name = challenge === undefined ? null : `${challenge.id} ${challenge.version}`;
    if (name !== null && !versions.has(name)) versions.set(name, logged.by);
  }
  return { state, versions, moments };
}

function fateOf(row: IdempotencyRow, log: Named, answered: Answered): Fate {
  const people = log.state?.participants;
  const body = recordIn(row.body);
  const answer = recordOf(body['answer']) ?? body;
  const playerId = answer['player_id'];
  const player = typeof playerId === 'number' ? people?.get(playerId) : undefined;
  if (typeof playerId === 'number' && player === undefined) return 'lost';
  if (row.secretsOf !== null && people?.has(row.secretsOf) !== true) return 'lost';
  const { id, version } = answer;
  if (typeof id === 'number' && typeof version === 'number') {
    const by = log.versions.get(`${id} ${version}`);
    if (by === undefined) return 'lost';
    // What somebody else brought about, or an earlier answer has named, does not say when this was answered.
    const name = `${id} ${version} ${row.participantId}`;
    const isFirst = !answered.versions.has(name);
    answered.versions.add(name);
    return isFirst && by === row.participantId ? 'kept' : 'unknown';
  }
  const at = asOf(row);
  if (player !== undefined && player.joinedAt === at) return 'kept';
  const moment = momentOf(row);
  // Two at the same moment, or the events of one, may have been cut apart.
  if (moment === null || answered.moments.get(moment) !== 1) return 'unknown';
  return log.moments.get(moment) === (recordOf(answer['game']) ?? answer)['status'] ? 'kept' : 'unknown';
}

function momentOf(row: IdempotencyRow): string | null {
  const at = asOf(row);
  return at === null ? null : `${row.participantId} ${at}`;
}

/** When the state of the game in it was shown; null: it has none. */
function asOf(row: IdempotencyRow): number | null {
  const body = recordIn(row.body);
  const answer = recordOf(body['answer']) ?? body;
  const at = (recordOf(answer['game']) ?? answer)['as_of'];
  return typeof at === 'number' ? at : null;
}

type Fields = Readonly<Record<string, unknown>>;

function recordIn(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return recordOf(value) ?? {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
}

function recordOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null;
}
