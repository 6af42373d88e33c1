/**
 * The Wi-Fi that somebody asked the laptop to remember, in a file of its own: whatever is in the database is in every backup, too, and
 * a Wi-Fi's password has to be in none.
 */
import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { wifiFault } from '../../protocol/wifi-network.ts';
import { WifiNetwork } from '../../protocol/wifi.ts';
import { StorageError } from './event-store.ts';
import { restrictToOwner, syncFolder } from './folders/data-folder.ts';
import { discardFile } from './folders/discard-file.ts';
import { codeOf } from './folders/error-code.ts';
import { placeFile, unfinishedNameOf } from './folders/place-file.ts';
import { readFileIfThere } from './folders/read-file.ts';
import { setAsideUnlessFile } from './folders/set-aside.ts';

export const WIFI_FILE = 'wifi.json';
/** Far more than is ever in it. */
const MAX_BYTES = 65_536;
const VERSION = 1;
const DAMAGED = 'is damaged';

const StoredWifi = Type.Object({
  network: WifiNetwork,
  on_board: Type.Boolean(),
});
export type StoredWifi = Static<typeof StoredWifi>;

const Versioned = Type.Object({ version: Type.Integer() });

export interface WifiFile {
  /** Null: nothing is stored, or nothing that this version can read. */
  read(): StoredWifi | null;
  /** Durable when it returns. Throws `StorageError`. */
  write(wifi: StoredWifi): void;
  /** Afterwards nothing of it can be read any more. Throws `StorageError`. */
  remove(): void;
}

/** @param note receives why a file could not be used, without anything that is in it */
export function openWifiFile(folder: string, note: (line: string) => void): WifiFile {
  const path = join(folder, WIFI_FILE);
  return {
    read() {
      const text = readText(path);
      if (text === null) return null;
      const stored = typeof text === 'string' ? parsed(text) : text.whyNot;
      if (typeof stored !== 'string') return stored;
      note(`${path} ${stored}: the Wi-Fi has to be typed again`);
      return null;
    },
    write: (wifi) => tried(() => placeFile(path, `${JSON.stringify({ version: VERSION, ...wifi })}\n`)),
    remove: () =>
      tried(() => {
        for (const file of [unfinishedNameOf(path), path]) {
          setAsideUnlessFile(file);
          discardFile(file);
        }
        syncFolder(folder);
      }),
  };
}

/** What is stored, or why that can't be used. */
function parsed(text: string): StoredWifi | string {
  const value = jsonOf(text);
  if (Check(Versioned, value) && value.version > VERSION) return 'was written by a newer version';
  const { on_board = false, ...rest } = isRecord(value) ? value : {};
  const stored = { on_board, ...rest };
  if (!Check(StoredWifi, stored) || wifiFault(stored.network) !== null) return DAMAGED;
  return { network: stored.network, on_board: stored.on_board };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** As text, or why that can't be used; null if there is none. An evening does not wait for this file. */
function readText(path: string): string | { readonly whyNot: string } | null {
  try {
    const file = readFileIfThere(path, MAX_BYTES);
    if (file !== null) restrictToOwner(path);
    if (file !== null && !isUtf8(file)) return { whyNot: DAMAGED };
    return file?.toString('utf8') ?? null;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return { whyNot: codeOf(error) === 'ENOTFILE' ? 'is not a file' : `cannot be read (${codeOf(error)})` };
  }
}

function tried<T>(act: () => T): T {
  try {
    return act();
  } catch (cause) {
    if (codeOf(cause) === '') throw cause;
    throw new StorageError('The Wi-Fi could not be stored.', { cause });
  }
}
