/** The owners of a host: read from their file at the start, and again whenever it changes. */
import { statSync } from 'node:fs';
import type { Warning } from '../../protocol/host-warnings.ts';
import type { Cleanup } from '../cleanup.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import { OpenError } from '../storage/open-error.ts';
import type { Clock } from '../time/clock.ts';
import type { Credentials } from './credentials.ts';
import { OwnersFileError, readOwnersFile } from './owners-file.ts';
import { createOwners, type Owners } from './owners.ts';

/** A change counts once the file looks the same twice: whoever writes it is done by then. */
const LOOK_EVERY_MS = 500;

export interface OpenOwnersOptions {
  /** Null: there are none but the host's owner. */
  readonly path: string | null;
  readonly credentials: Credentials;
  readonly clock: Pick<Clock, 'after'>;
  /** Null: all is well again. */
  readonly warn: (warning: Warning | null) => void;
  /** Receives lines for the log: how many there are now, and what is wrong. */
  readonly note: (line: string) => void;
  readonly cleanup: Pick<Cleanup, 'defer'>;
}

export interface OpenOwners {
  readonly owners: Owners;
  /** Reads the file again now. One that is wrong changes nothing, and is warned of. */
  readonly readAgain: () => void;
}

/** Throws `OpenError` (`owners_file`) if the file cannot be read now, or a line is wrong. */
export function openOwners({ path, credentials, clock, warn, note, cleanup }: OpenOwnersOptions): OpenOwners {
  const owners = createOwners(credentials);
  if (path === null) return { owners, readAgain: () => undefined };

  const take = () => {
    const listed = readOwnersFile(path);
    owners.replace(listed);
    note(`the owners file lists ${listed.length} owners`);
  };
  const readAgain = () => {
    try {
      take();
      warn(null);
    } catch (error) {
      if (!(error instanceof OwnersFileError)) throw error;
      note(`the owners stay as they were, because their file is wrong: ${error.message}`);
      warn(warningOf(path, error));
    }
  };

  try {
    take();
  } catch (error) {
    throw error instanceof OwnersFileError ? startErrorOf(path, error) : error;
  }
  let known = stampOf(path);
  let latest = known;
  const look = () => {
    const found = stampOf(path);
    if (found !== known && found === latest) {
      known = found;
      readAgain();
    }
    latest = found;
    stop = clock.after(LOOK_EVERY_MS, look);
  };
  let stop = clock.after(LOOK_EVERY_MS, look);
  cleanup.defer('the watch over the owners', () => stop());
  return { owners, readAgain };
}

/** Tells one state of the file from another; the target counts where it is a link. */
function stampOf(path: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    const code = codeOf(error);
    if (code === '') throw error;
    return code;
  }
}

function warningOf(path: string, { line, code }: OwnersFileError): Warning {
  return line === null
    ? { code: 'owners_file_not_read', params: { path, error: code } }
    : { code: 'owners_file_line', params: { path, line } };
}

function startErrorOf(path: string, cause: OwnersFileError): OpenError {
  const { line, code } = cause;
  return line === null
    ? new OpenError(
        'owners_file',
        { key: 'start_error.owners_file_not_read', params: { path, code } },
        { cause },
      )
    : new OpenError(
        'owners_file',
        { key: 'start_error.owners_file_line', params: { path, line } },
        { cause },
      );
}
