/** The host's log as a file in the data folder: it rotates, and is opened again after it could not be written. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import type { Warning } from '../../protocol/host-warnings.ts';
import { errorKindOf } from '../storage/error-kind.ts';
import { makeFolder } from '../storage/folders/make-folder.ts';
import { setAside } from '../storage/folders/set-aside.ts';

const LOG_FOLDER = 'logs';
const LOG_FILE = 'host.log';
const MAX_FILE_SIZE = '2M';
const MAX_FILES = 5;
const OWNER_ONLY_FILE = 0o600;
const INFO = 30;

export interface LogFile {
  /** Drops the line while the file cannot be written. */
  write(line: string): void;
  /** Opens the file again if it could not be written, or has been deleted. */
  check(): void;
  /** Flushes and closes it. */
  close(): Promise<void>;
}

export const logPath = (folder: string): string => join(folder, LOG_FOLDER, LOG_FILE);

/** `onFailure` is called when the file cannot be written, and with null when it can be again. */
export function createLogFile(folder: string, onFailure: (warning: Warning | null) => void): LogFile {
  const path = join(folder, LOG_FOLDER);
  let stream: RotatingFileStream | null = null;
  let isThere = false;
  let isFailing = false;

  const fail = (warning: Warning) => {
    stream = null;
    isFailing = true;
    onFailure(warning);
  };
  const succeed = () => {
    if (!isFailing) return;
    isFailing = false;
    onFailure(null);
  };

  const open = () => {
    isThere = false;
    try {
      makeFolder(path);
      makeRoom(join(path, LOG_FILE));
    } catch (error) {
      return fail({ code: 'log_not_kept', params: { folder: path, error: errorKindOf(error) } });
    }
    const opened = createStream(LOG_FILE, {
      path,
      size: MAX_FILE_SIZE,
      // By number: after the clock was set back, rotation by date would remove the newest.
      rotate: MAX_FILES,
      mode: OWNER_ONLY_FILE,
    });
    opened.on('open', () => {
      isThere = true;
    });
    opened.on('error', (error) => fail({ code: 'log_not_written', params: { error: errorKindOf(error) } }));
    stream = opened;
  };

  const write = (line: string) => {
    if (isFailing) stream?.write(line, (error) => error ?? succeed());
    else stream?.write(line);
  };

  open();
  return {
    write,
    check() {
      if (stream !== null && !(isThere && !existsSync(logPath(folder)))) return;
      stream?.end();
      open();
      write(`${JSON.stringify({ level: INFO, msg: 'the log file was opened again' })}\n`);
    },
    close: () => (stream === null ? Promise.resolve() : endFile(stream)),
  };
}

/** To open a pipe would take a thread for ever. A link to a file is somebody's wish, and stays. */
function makeRoom(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) setAside(path);
}

function endFile(file: RotatingFileStream): Promise<void> {
  return new Promise((resolve) => {
    if (file.destroyed || file.writableFinished) return resolve();
    file.once('close', resolve);
    file.once('error', () => resolve());
    file.end(() => resolve());
  });
}
