/** Exports that nobody's program wrote: a valid game's events, dropped, repeated, moved, cross-referenced and forged. */
import fc from 'fast-check';
import { isObjectLike } from '../../game/event-validator.ts';
import type { LoggedEvent } from '../../game/events.ts';
import { EXPORT_VERSION } from '../storage/export/game-export.ts';
import { LineSeals } from '../storage/export/line-seal.ts';

/** A line after the header. */
type EventLine = Readonly<Record<string, unknown>> & { readonly event: Readonly<Record<string, unknown>> };

export interface Forgery {
  readonly kind:
    | 'cut'
    | 'drop'
    | 'repeat'
    | 'move'
    | 'swap'
    | 'refer'
    | 'toggle'
    | 'put'
    | 'insert'
    | 'append';
  /** Which line, and which of what there is to choose from there. */
  readonly at: number;
  readonly other: number;
}

export const arbitraryForgery: fc.Arbitrary<Forgery> = fc.record({
  kind: fc.constantFrom(
    'cut',
    'drop',
    'repeat',
    'move',
    'swap',
    'refer',
    'toggle',
    'put',
    'insert',
    'append',
  ),
  at: fc.nat(),
  other: fc.nat(),
});

/** What a forger would try first. `id` and `other` are participants or challenges of the game, or not. */
const FORGED: readonly ((id: number, other: number) => EventLine['event'])[] = [
  (id, into) => ({ type: 'participant_merged', id, into }),
  (id) => ({ type: 'participant_merged', id, into: id }),
  (id) => ({ type: 'participant_removed', id }),
  (id) => ({ type: 'participant_restored', id }),
  (id) => ({ type: 'participant_changed', id, change: { teamNumber: 1, blocked: true } }),
  (id) => ({ type: 'seat_moved', id, withMerged: true, keepsPin: id % 2 === 0 }),
  (id) => ({ type: 'challenge_undone', id }),
  (id) => ({ type: 'challenge_redone', id, step: 'complete', builtSchool: true }),
  (id) => ({ type: 'challenge_redone', id, step: 'request', builtSchool: false }),
  (id) => ({ type: 'challenge_completed', id, builtSchool: true }),
  (id) => ({ type: 'challenge_expired', id }),
  (id) => ({ type: 'challenge_cancelled', id, reason: 'merged' }),
  () => ({ type: 'game_ended' }),
  () => ({ type: 'game_reopened' }),
  () => ({ type: 'game_started' }),
  (number) => ({ type: 'team_changed', number, change: { hasSchool: true } }),
];
/** Fields that point at something else in the game. */
const POINTERS: readonly string[] = ['id', 'playerId', 'into', 'number', 'teamNumber'];

/** The events as an export's lines. */
export function linesOf(log: readonly LoggedEvent[]): EventLine[] {
  return log.map(({ seq, at, playMs, by, event }) => ({ seq, at, play_ms: playMs, by, event: { ...event } }));
}

export function parseLines(text: string): EventLine[] {
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const value: unknown = JSON.parse(line);
      if (!isObjectLike(value) || !isObjectLike(value['event']))
        throw new Error('This is not a line of events.');
      const { checksum: _, ...fields } = value;
      return { ...fields, event: value['event'] };
    });
}

/** The lines as a file whose header, numbers and checksums are right, so that only what happens in it can be wrong. */
export function exportOf(lines: readonly EventLine[]): string {
  const header = {
    format: 'trading-game-night',
    version: EXPORT_VERSION,
    event_version: 1,
    names: 'real',
    exported_at: '2026-06-12T18:00:00.000Z',
    events: lines.length,
  };
  const seals = new LineSeals();
  return [header, ...lines.map((line, index) => ({ ...line, seq: index + 1 }))]
    .map((line) => seals.seal(line))
    .join('');
}

/** The file with checksums that fit what it says, as whoever changes one on purpose would write it. What is not JSON stays. */
export function resealed(file: string): string {
  const seals = new LineSeals();
  return file
    .split('\n')
    .map((line) => {
      if (!line.endsWith('}')) return line;
      const value: unknown = JSON.parse(line);
      if (!isObjectLike(value)) return line;
      const { checksum: _, ...fields } = value;
      return seals.seal(fields).trimEnd();
    })
    .join('\n');
}

export function forge(lines: readonly EventLine[], { kind, at, other }: Forgery): readonly EventLine[] {
  const index = at % Math.max(1, lines.length);
  const [line, another] = [lines[index], lines[other % Math.max(1, lines.length)]];
  if (line === undefined || another === undefined) return lines;
  const ids = idsIn(lines);
  const pick = (choice: number) => ids[choice % ids.length] ?? 1;
  const made = FORGED[other % FORGED.length]?.(pick(at), pick(at >>> 8)) ?? line.event;
  switch (kind) {
    case 'cut':
      return lines.slice(0, Math.max(2, index));
    case 'drop':
      return lines.toSpliced(index, 1 + (other % 3));
    case 'repeat':
      return lines.toSpliced(index, 0, another);
    case 'move':
      return lines.toSpliced(index, 1).toSpliced(other % lines.length, 0, line);
    case 'swap':
      return lines.with(index, another).with(other % lines.length, line);
    case 'refer':
      return lines.with(index, withPointer(line, other, pick(other >>> 4)));
    case 'toggle':
      return lines.with(index, { ...line, event: toggled(line.event, other) });
    case 'put':
      return lines.with(index, putInto(line, other));
    case 'insert':
      return lines.toSpliced(index, 0, { ...line, event: made });
    case 'append':
      return [...lines, { ...(lines.at(-1) ?? line), event: made }];
    default:
      return kind satisfies never;
  }
}

/** What is no ordinary object, text or number once it is used as one. */
const ODD: readonly unknown[] = [
  { toString: 1 },
  { valueOf: 1, toString: null },
  { toJSON: 1 },
  [[]],
  -1.5,
  1e308,
  '',
];

/** Something odd in the place of one of the line's values, however deep it is; all of a group's where the choice falls on the group. */
function putInto<Value>(value: Value, choice: number): Value {
  const names = isObjectLike(value) ? Object.keys(value) : [];
  const name = names[choice % names.length];
  if (!isObjectLike(value) || name === undefined) return value;
  const [inner, rest] = [value[name], choice >>> 3];
  const odd = ODD[rest % ODD.length];
  if (!isObjectLike(inner)) return { ...value, [name]: odd };
  if (rest % 4 > 0) return { ...value, [name]: putInto(inner, rest >>> 2) };
  return { ...value, [name]: Object.fromEntries(Object.keys(inner).map((each) => [each, odd])) };
}

/** Everything that has an id in this game, and a few ids that nothing has. */
function idsIn(lines: readonly EventLine[]): readonly number[] {
  const ids = lines.flatMap(({ event: { id } }) => (typeof id === 'number' ? id : []));
  return [...new Set([...ids, 1, 2, 0, 99_999, 2 ** 31, Number.MAX_SAFE_INTEGER])];
}

/** Another id in one of the line's fields that hold one, nested ones and `by` included. */
function withPointer(line: EventLine, choice: number, id: number): EventLine {
  const { event } = line;
  const names = POINTERS.filter((name) => name in event);
  const name = names[choice % (names.length + 1)];
  if (name !== undefined) return { ...line, event: { ...event, [name]: id } };
  const { change } = event;
  if (isObjectLike(change) && 'teamNumber' in change)
    return { ...line, event: { ...event, change: { ...change, teamNumber: id } } };
  return { ...line, by: id };
}

/** Another value of the same kind in one of the fields. */
function toggled(event: EventLine['event'], choice: number): EventLine['event'] {
  const names = Object.keys(event).filter((name) => name !== 'type');
  const name = names[choice % Math.max(1, names.length)];
  if (name === undefined) return event;
  const value = event[name];
  if (typeof value === 'boolean') return { ...event, [name]: !value };
  if (typeof value === 'number') return { ...event, [name]: value + 1 };
  if (value === null) return { ...event, [name]: 1 };
  return isObjectLike(value) && !Array.isArray(value)
    ? { ...event, [name]: toggled(value, choice >>> 3) }
    : event;
}
