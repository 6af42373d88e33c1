/** A safeguard, switched off by replacing text that occurs once in its file, and the tests that must notice. */
export interface Mutation {
  name: string;
  file: string;
  from: string;
  to: string;
  tests: string[];
}

export const MUTATIONS: Mutation[] = [
  {
    name: 'checksums of events not compared',
    file: 'src/host/storage/sqlite/event-chain.ts',
    from: 'if (!isRight) throw',
    to: 'if (false) throw',
    tests: ['src/host/storage/sqlite/flipped-bytes.test.ts'],
  },
  {
    name: 'the end of a log not compared',
    file: 'src/host/storage/sqlite/event-chain.ts',
    from: 'if (seq !== this.#seq || checksum !== this.#checksum)',
    to: 'if (false)',
    tests: ['src/host/storage/sqlite/flipped-bytes.test.ts'],
  },
  {
    name: 'imports not compared with the rules',
    file: 'src/game/log-checker.ts',
    from: 'if (why !== null) throw',
    to: 'if (false) throw',
    tests: ['src/game/log-checker.test.ts', 'src/host/storage/archive.test.ts'],
  },
  {
    name: 'fsync off',
    file: 'src/host/storage/sqlite/connection.ts',
    from: 'export const FULL = 2;',
    to: 'export const FULL = 0;',
    tests: ['src/host/storage/sqlite/sqlite-store.test.ts'],
  },
  {
    name: 'idempotency store off',
    file: 'src/host/rooms/command-batch.ts',
    from: 'const earlier = this.#earlierResponse(command.key);',
    to: 'const earlier = this.#earlierResponse(null);',
    tests: ['src/host/rooms/room.test.ts', 'src/host/http/idempotency.test.ts'],
  },
  {
    name: 'another body passes',
    file: 'src/host/rooms/command-batch.ts',
    from: 'if (requestHash === key.requestHash) return response;',
    to: 'if (requestHash !== "") return response;',
    tests: ['src/host/rooms/room.test.ts', 'src/host/http/idempotency.test.ts'],
  },
  {
    name: 'gap check of the client off',
    file: 'src/client/live-connection.ts',
    from: 'if (frame.seq > cursor.seq + 1) return this.#handleGap();',
    to: '',
    tests: ['src/client/live-connection.test.ts'],
  },
  {
    name: 'gap check of the log off',
    file: 'src/host/storage/sqlite/sqlite-event-store.ts',
    from: 'if (found === expectedSeq) return;',
    to: 'if (found >= 0) return;',
    tests: ['src/host/storage/event-store.test.ts'],
  },
  {
    name: 'acknowledging before the store has written',
    file: 'src/host/rooms/room.ts',
    from: 'if (batch.hasWrites) await eventStore.append(batch.toBatch());',
    to: 'if (batch.hasWrites) void eventStore.append(batch.toBatch());',
    tests: ['src/host/rooms/room-slow-store.test.ts'],
  },
  {
    name: 'epoch check of the host off',
    file: 'src/host/live/hub.ts',
    from: 'if (cursor === null || cursor.epoch !== this.#room.epoch) return null;',
    to: 'if (cursor === null) return null;',
    tests: ['src/host/live/welcome.test.ts'],
  },
  {
    name: 'epoch check of the client off',
    file: 'src/client/live-connection.ts',
    from: 'if (frame.resumed && frame.epoch !== this.#cursor?.epoch) {',
    to: 'if (frame.resumed && this.#cursor === null) {',
    tests: ['src/client/live-connection.test.ts'],
  },
  {
    name: 'owner check off',
    file: 'src/host/auth/authorization.ts',
    from: "if (identity.kind !== 'owner') throw notYours('Only the owner of this laptop may do this.');",
    to: '',
    tests: ['src/host/http/rights.test.ts'],
  },
  {
    name: 'check of the file at a start off',
    file: 'src/host/storage/sqlite/integrity-check.ts',
    from: "if (verdict !== 'sound') throw damaged(db, verdict);",
    to: '',
    tests: ['src/host/storage/recovery/recovery.test.ts'],
  },
  {
    name: 'noticing that the open file was lost off',
    file: 'src/host/storage/sqlite/transactions.ts',
    from: 'if (guard.look() === null) return;',
    to: 'return;',
    tests: ['src/host/storage/recovery/rescue.test.ts'],
  },
  {
    name: 'ordering backups by number off',
    file: 'src/host/storage/backups/backup-files.ts',
    from: 'other.number - one.number ||',
    to: '',
    tests: ['src/host/storage/backups/backups.test.ts'],
  },
  {
    name: 'recovering a missing database off',
    file: 'src/host/storage/sqlite/open-database.ts',
    from: '    refuseLostFile(folder, path);',
    to: '',
    tests: ['src/host/storage/recovery/lost-database.test.ts'],
  },
  {
    name: 'wiping the backups off',
    file: 'src/host/storage/sqlite/wipe.ts',
    from: 'if (gameIds.length > 0) read(() => scrubBackups?.(gameIds));',
    to: '',
    tests: ['src/host/storage/sqlite/wipe.test.ts'],
  },
  {
    name: "a newer program's version of events passes",
    file: 'src/game/read-event.ts',
    from: "if (version > EVENT_VERSION) return 'newer';",
    to: '',
    tests: ['src/host/storage/sqlite/newer-data.test.ts'],
  },
  {
    name: 'ending what a failed window left behind off',
    file: 'scripts/start/run-window.ts',
    from: 'if (isFailure) await killAll();',
    to: '',
    tests: ['scripts/start/run-window.test.ts'],
  },
  {
    name: 'permissions for every page',
    file: 'src/main/permissions.ts',
    from: 'answer(GRANTED.has(permission) && isSameOrigin(contents.getURL(), origin()));',
    to: 'answer(GRANTED.has(permission));',
    tests: ['src/main/security.test.ts'],
  },
];
