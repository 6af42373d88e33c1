/** A host whose games are in PostgreSQL: what belongs to a laptop's own file is off, and the rest of its data folder stays its own. */
import { keepHostKey, KEPT_ELSEWHERE } from '../auth/host-key-keeper.ts';
import { loadHostKey } from '../auth/host-key.ts';
import { isKeyOfElsewhere, KNOWN_KEYS } from '../auth/known-keys.ts';
import { readSecretFile } from '../auth/secret-file.ts';
import { BACKED_UP_ELSEWHERE, RestoreError } from './backups/restore.ts';
import { StorageError } from './event-store.ts';
import { prepareDataFolder } from './folders/data-folder.ts';
import { exposedPath } from './folders/exposure.ts';
import type { HostStore, OpenStore, OpenStoreOptions } from './open-store.ts';
import type { DatabaseAddress } from './postgres/address.ts';
import type { Hosts } from './postgres/lock-connection.ts';
import { openPostgresStore, type PostgresStore } from './postgres/postgres-store.ts';
import { withDeskTickets } from './sqlite/desk-tickets.ts';
import type { HostSettings } from './sqlite/settings.ts';
import { openWifiFile } from './wifi-file.ts';

/**
 * Opens a host's store on this database. Rejects with `OpenError` or `StorageError`; nothing is left open then.
 * @param hosts with one, every other host is kept out
 * @param secretFile has the secret that hosts share; null: this host has its own, in its data folder
 */
export function openStoreAt(
  address: DatabaseAddress,
  hosts: Hosts = 'one',
  secretFile: string | null = null,
): OpenStore {
  return async (options) => {
    prepareDataFolder(options.folder);
    const hostKey =
      secretFile === null ? loadHostKey(options.folder, options.randomBytes) : readSecretFile(secretFile);
    // Losing a connection is nothing to a person: what cannot be written says so itself.
    const report = (message: string) => options.notify(`${message}.`);
    const store = await openPostgresStore({ address, hosts, report });
    try {
      return await toHostStore(store, { key: hostKey, isOwn: secretFile === null }, options);
    } catch (error) {
      await store.close();
      throw error;
    }
  };
}

interface HostKey {
  readonly key: Uint8Array;
  /** Whether it belongs into this host's data folder. */
  readonly isOwn: boolean;
}

async function toHostStore(
  store: PostgresStore,
  { key: hostKey, isOwn }: HostKey,
  { folder, notify }: OpenStoreOptions,
): Promise<HostStore> {
  const keptHostKey = isOwn ? keepHostKey({ folder, key: hostKey, isLent: false, notify }) : KEPT_ELSEWHERE;
  const isOfElsewhere = await isKeyOfOtherHosts(store, hostKey, notify);
  let isProbing = false;
  const probe = async () => {
    if (isProbing) return;
    isProbing = true;
    try {
      await store.probe();
    } catch (error) {
      // The store's health has it.
      if (!(error instanceof StorageError)) throw error;
    } finally {
      isProbing = false;
    }
  };
  return {
    ...store,
    ...withDeskTickets(store.tickets, store.hostResponses),
    gamesKeptIn: 'database',
    otherHosts: store.lock,
    settings: settingsOfThisRun(),
    hostKey,
    keptHostKey,
    isKeyRenewed: isOfElsewhere && (await store.eventStore.list()).length > 0,
    recovered: null,
    recoveredLater: () => null,
    isEndUnread: () => false,
    ...WITHOUT_BACKUPS,
    isReading: () => false,
    check() {
      keptHostKey.retry();
      void probe();
      return true;
    },
    onRescue: () => () => undefined,
    onDisplaced: () => () => undefined,
    lastPort: { read: () => null, remember: () => undefined },
    wifiFile: openWifiFile(folder, notify),
    exposedPath: () => exposedPath(folder),
    // Nobody loses the folder: the games are elsewhere.
    keptByDisplaced: () => [],
  };
}

/** The database is backed up by whoever runs it. */
export const WITHOUT_BACKUPS: Pick<HostStore, 'backups' | 'restorer'> = {
  backups: { list: () => [], take: () => Promise.resolve(null), holding: (_, step) => step() },
  restorer: {
    contents: () => Promise.resolve(null),
    read: () => Promise.reject(noBackups()),
    sameGames: () => [],
    restore: () => Promise.reject(noBackups()),
  },
};

function noBackups(): RestoreError {
  return new RestoreError('backups_elsewhere', BACKED_UP_ELSEWHERE);
}

/** Port and address are chosen by whoever starts the host: what it would remember of them lasts as long as it runs. */
function settingsOfThisRun(): HostSettings {
  const values = new Map<string, string>();
  return { get: (name) => values.get(name) ?? null, set: (name, value) => void values.set(name, value) };
}

/** Whether the database knows the keys of other hosts, and not this one. */
async function isKeyOfOtherHosts(
  { settings }: PostgresStore,
  key: Uint8Array,
  report: (line: string) => void,
): Promise<boolean> {
  let isOfElsewhere = false;
  await settings.update(KNOWN_KEYS, (known) => {
    let value = known ?? '';
    const asSettings: HostSettings = {
      get: () => value,
      set: (_, next) => {
        value = next;
      },
    };
    isOfElsewhere = isKeyOfElsewhere({ settings: asSettings, key, isReading: false, report });
    return value;
  });
  return isOfElsewhere;
}
