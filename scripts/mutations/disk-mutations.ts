/** Safeguards of what the folder holds where its disk is full, or cannot be written. */
import type { Mutation } from './mutation.ts';

export const DISK_MUTATIONS: Mutation[] = [
  {
    name: 'what is known of the games not changed on a full disk',
    file: 'src/host/storage/sqlite/heads-file.ts',
    from: '|| !overwriteFile(path, text)',
    to: '|| text.length > 0',
    tests: ['src/host/storage/sqlite/heads-file.test.ts'],
  },
  {
    name: 'errors of a write-protected disk without their code',
    file: 'src/host/storage/folders/remove-file.ts',
    from: "if (codeOf(error) !== 'ENOENT') throw error;",
    to: "if (codeOf(error) !== 'ENOENT') throw new Error('Unknown error');",
    tests: ['src/host/storage/folders/remove-file.test.ts'],
  },
  {
    name: 'a read-only database without its end shown as if it were whole',
    file: 'src/host/storage/sqlite/open-database.ts',
    from: 'return { ...withoutWiped(opened, { folder, notify }), isEndUnread };',
    to: 'return { ...withoutWiped(opened, { folder, notify }), isEndUnread: isEndUnread && false };',
    tests: ['src/host/storage/unread-end.test.ts'],
  },
  {
    name: 'backups numbered beyond the last number that counts',
    file: 'src/host/storage/backups/backup-numbers.ts',
    from: 'if (highest < LAST_CREDIBLE_NUMBER) return',
    to: 'if (highest <= LAST_CREDIBLE_NUMBER) return',
    tests: ['src/host/storage/backups/backup-numbers.test.ts'],
  },
  {
    name: 'a backup that failed after a restore not made again',
    file: 'src/host/storage/backups/backup-scheduler.ts',
    from: 'failed = reason;',
    to: "failed = reason === 'after-restore' ? null : reason;",
    tests: ['src/host/storage/backups/backup-scheduler.test.ts'],
  },
  {
    name: 'a file is said to be open to others that its folder keeps from them',
    file: 'src/host/storage/folders/exposure.ts',
    from: '.filter(isLink)',
    to: '',
    tests: ['src/host/storage/folders/exposure.test.ts'],
  },
  {
    name: 'evenings are kept in whatever folder the program was started from',
    file: 'src/host/storage/folders/data-folder-location.ts',
    from: 'path !== undefined && system.isAbsolute(path) ? path : null;',
    to: 'path || null;',
    tests: ['src/host/storage/folders/data-folder-location.test.ts'],
  },
];
