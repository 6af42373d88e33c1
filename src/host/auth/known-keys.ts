/** Which host keys the games of a folder have been opened with, so that another laptop's key in their place is noticed at the start. */
import { createHmac } from 'node:crypto';
import { StorageError } from '../storage/event-store.ts';
import type { HostSettings } from '../storage/sqlite/settings.ts';

export const KNOWN_KEYS = 'known_host_keys';
/** Newest last. More than one is rare, more than a few somebody's experiment. */
const MOST = 8;

export interface KnownKeysOptions {
  readonly settings: HostSettings;
  readonly key: Uint8Array;
  /** Whether the folder can be read alone: then it learns nothing. */
  readonly isReading: boolean;
  readonly report: (message: string) => void;
}

/**
 * Whether this folder knows other keys, and not this one; from then on it knows this one, too. The store holds a fingerprint of
 * each, from which nobody gets the key. Folders of earlier versions know none. Where that cannot be stored, also on a full disk
 * (which is reported), the host still starts, and asks again at the next start. Throws `StorageError` if the store cannot be read.
 */
export function isKeyOfElsewhere({ settings, key, isReading, report }: KnownKeysOptions): boolean {
  const known = (settings.get(KNOWN_KEYS) ?? '').split(' ').filter((each) => each !== '');
  const fingerprint = createHmac('sha256', key).update('fingerprint').digest('hex').slice(0, 32);
  if (known.includes(fingerprint)) return false;
  const isOfElsewhere = known.length > 0;
  if (isReading) return isOfElsewhere;
  try {
    settings.set(KNOWN_KEYS, [...known, fingerprint].slice(-MOST).join(' '));
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    report(`Which host key belongs to these games could not be stored: ${error.message}`);
  }
  return isOfElsewhere;
}
