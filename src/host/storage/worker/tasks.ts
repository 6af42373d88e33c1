/** What takes so long for a large file that the host's thread leaves it to another one. Each opens and closes its own connection. */
import { contentsOf } from '../backups/backup-contents.ts';
import { finishCopy, isSoundBackup } from '../backups/backup-files.ts';
import { scrubBackup, type Scrub } from '../backups/backup-scrub.ts';

/** Plain data, as it has to cross threads. */
export type Task =
  | { readonly name: 'finishCopy'; readonly path: string }
  | { readonly name: 'isSoundBackup'; readonly path: string }
  | { readonly name: 'contentsOf'; readonly path: string }
  | ({ readonly name: 'scrubBackup' } & Scrub);

/** Does at once what the function of that name does: returns or throws the same. */
export function carryOut(task: Task): unknown {
  if (task.name === 'isSoundBackup') return isSoundBackup(task.path);
  if (task.name === 'contentsOf') return contentsOf(task.path);
  if (task.name === 'finishCopy') finishCopy(task.path);
  else scrubBackup(task);
  return null;
}
