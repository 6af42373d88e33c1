/**
 * Names a command on the events that it caused: so these tell that it was done, and what came of it, where the answer that is stored under
 * its key cannot be read. It has a checksum of its own, because events are worth more than it: those of which it is damaged are kept, and
 * hosts of earlier versions that share a database read them as before.
 */
import { hash } from 'node:crypto';
import type { EventCause } from '../../game/events.ts';
import { checksumOf } from './checksum.ts';
import type { IdempotencyKey } from './event-store.ts';

/** Characters, of 6 bits each: no two keys of a host are ever alike in so many. */
const KEY_LENGTH = 16;
const REQUEST_LENGTH = 8;
const ID_LENGTH = KEY_LENGTH + REQUEST_LENGTH;
const CHECKSUM_LENGTH = 8;

/** Where an event is. */
interface Place {
  readonly gameId: number;
  readonly seq: number;
}

/** What names the key in `commandIdOf`, whatever was requested under it. */
export function keyIdOf({ participantId, key }: Pick<IdempotencyKey, 'participantId' | 'key'>): string {
  return hash('sha256', `${participantId} ${key}`, 'base64url').slice(0, KEY_LENGTH);
}

/** Names the command that was requested under this key. */
export function commandIdOf(key: IdempotencyKey): string {
  return keyIdOf(key) + hash('sha256', key.requestHash, 'base64url').slice(0, REQUEST_LENGTH);
}

/** The part of a command's id, or of what is stored of it, that names its key. */
export function keyIdIn(commandId: string): string {
  return commandId.slice(0, KEY_LENGTH);
}

/** As it is stored with the event there: the id, how many events follow, and a checksum. Null for a command without a key. */
export function storedCause(place: Place, cause: EventCause | undefined): string | null {
  if (cause === undefined) return null;
  const text = `${cause.commandId}${cause.left}`;
  return text + checksumAt(place, text);
}

/** What is stored with the event there; null if that is damaged. */
export function readCause(place: Place, stored: string): EventCause | null {
  const text = stored.slice(0, -CHECKSUM_LENGTH);
  if (stored.slice(-CHECKSUM_LENGTH) !== checksumAt(place, text)) return null;
  return { commandId: text.slice(0, ID_LENGTH), left: Number(text.slice(ID_LENGTH)) };
}

function checksumAt({ gameId, seq }: Place, text: string): string {
  return checksumOf(['cause', gameId, seq, text]).toString(16).padStart(CHECKSUM_LENGTH, '0');
}
