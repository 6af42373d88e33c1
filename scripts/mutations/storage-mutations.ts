/** Safeguards of what is stored, exported and backed up. */
import type { Mutation } from './mutation.ts';

export const STORAGE_MUTATIONS: Mutation[] = [
  {
    name: 'checksums of events not compared',
    file: 'src/host/storage/event-chain.ts',
    from: 'if (!isRight) throw',
    to: 'if (false) throw',
    tests: ['src/host/storage/sqlite/flipped-bytes.test.ts'],
  },
  {
    name: 'the end of a log not compared',
    file: 'src/host/storage/event-chain.ts',
    from: 'if (seq !== this.#seq || checksum !== this.#checksum)',
    to: 'if (false)',
    tests: ['src/host/storage/sqlite/flipped-bytes.test.ts'],
  },
  {
    name: 'checksums of exports not compared',
    file: 'src/host/storage/export/line-seal.ts',
    from: 'return checksum === String(this.#before);',
    to: 'return true;',
    tests: ['src/host/storage/export/damaged-export.test.ts'],
  },
  {
    name: 'a damaged header taken for an older version',
    file: 'src/host/storage/export/read-game-export.ts',
    from: ' || found.checksum !== undefined;',
    to: ';',
    tests: ['src/host/storage/export/damaged-export.test.ts'],
  },
  {
    name: 'fsync off',
    file: 'src/host/storage/sqlite/connection.ts',
    from: 'export const FULL = 2;',
    to: 'export const FULL = 0;',
    tests: ['src/host/storage/sqlite/sqlite-store.test.ts'],
  },
  {
    name: 'gap check of the log off',
    file: 'src/host/storage/sqlite/sqlite-event-store.ts',
    from: 'if (found === expectedSeq) return;',
    to: 'if (found >= 0) return;',
    tests: ['src/host/storage/event-store.test.ts'],
  },
  {
    name: 'check of the file at a start off',
    file: 'src/host/storage/sqlite/integrity-check.ts',
    from: "if (verdict !== 'sound') throw damaged(db, verdict);",
    to: '',
    tests: ['src/host/storage/sqlite/flipped-bytes.test.ts'],
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
    name: 'blanking what no row uses off',
    file: 'src/host/storage/sqlite/unused-bytes.ts',
    from: '  unused.fill(0);\n',
    to: '',
    tests: ['src/host/storage/sqlite/wipe.test.ts'],
  },
  {
    name: 'wiping the backups off',
    file: 'src/host/storage/sqlite/wipe.ts',
    from: 'if (gameIds.length > 0) await scrubBackups(gameIds);',
    to: '',
    tests: ['src/host/storage/sqlite/wipe.test.ts'],
  },
];
