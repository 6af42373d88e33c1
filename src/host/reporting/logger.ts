/** The host's log: a file in the data folder that rotates, and whoever listens. It holds no token, PIN or name. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { multistream, pino, type Logger } from 'pino';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import type { Warning } from '../../protocol/host-warnings.ts';
import { errorKindOf } from '../storage/error-kind.ts';

const LOG_FOLDER = 'logs';
const LOG_FILE = 'host.log';
const MAX_FILE_SIZE = '2M';
const MAX_FILES = 5;
const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** Tokens (`12.kX3...`) and tickets, wherever they turn up. */
const SECRETS = /\b\d{1,15}\.[\w-]{43}\b|(?<=ticket=)[\w-]+/g;
/** Quotations in error messages: V8 quotes the body that it could not parse, names and all. */
const QUOTED = /"[^"\n]*"/g;
const PRIVATE_KEYS = ['token', 'ticket', 'seat_pin', 'pin', 'player_name', 'name', 'headers', 'body', 'url'];

export interface HostLogger {
  readonly logger: Logger;
  /** A failure that a person may have to look into; never names or tokens. */
  report(message: string, error?: unknown): void;
  /** Flushes and closes the file. Later reports are still appended to it, synchronously. */
  close(): Promise<void>;
}

export interface HostLoggerOptions {
  readonly folder: string;
  readonly sink: ((line: string) => void) | undefined;
  /** Called when the file cannot be written: the host goes on without it. */
  readonly onFailure: (warning: Warning) => void;
}

export function openHostLogger({ folder, sink, onFailure }: HostLoggerOptions): HostLogger {
  const file = openFile(folder, onFailure);
  const path = join(folder, LOG_FOLDER, LOG_FILE);
  let isClosing = false;
  const appendLate = (line: string) => {
    try {
      appendFileSync(path, line, { mode: OWNER_ONLY_FILE });
    } catch (error) {
      onFailure({ code: 'log_not_written', params: { error: errorKindOf(error) } });
    }
  };
  const streams = [
    file === null
      ? []
      : { stream: { write: (line: string) => (isClosing ? appendLate(line) : file.write(line)) } },
    sink === undefined ? [] : { stream: lineStream(sink) },
  ].flat();
  const logger = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: presentError, error: presentError, req: presentRequest, res: presentReply },
      redact: { paths: PRIVATE_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '[private]' },
      hooks: { streamWrite: withoutSecrets },
    },
    multistream(streams),
  );
  return {
    logger,
    report: (message, error) => logger.error(error === undefined ? {} : { err: error }, message),
    close() {
      isClosing = true;
      return file === null ? Promise.resolve() : endFile(file);
    },
  };
}

/** The text with every token and ticket in it redacted. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRETS, '[private]');
}

function openFile(folder: string, onFailure: (warning: Warning) => void): RotatingFileStream | null {
  const path = join(folder, LOG_FOLDER);
  try {
    mkdirSync(path, { recursive: true, mode: OWNER_ONLY_FOLDER });
  } catch (error) {
    onFailure({ code: 'log_not_kept', params: { folder: path, error: errorKindOf(error) } });
    return null;
  }
  const file = createStream(LOG_FILE, {
    path,
    size: MAX_FILE_SIZE,
    // By number: after the clock was set back, rotation by date would remove the newest.
    rotate: MAX_FILES,
    mode: OWNER_ONLY_FILE,
  });
  file.on('error', (error) => onFailure({ code: 'log_not_written', params: { error: errorKindOf(error) } }));
  return file;
}

function lineStream(sink: (line: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      sink(String(chunk).trimEnd());
      done();
    },
  });
}

function endFile(file: RotatingFileStream): Promise<void> {
  return new Promise((resolve) => {
    if (file.destroyed || file.writableFinished) return resolve();
    file.once('close', resolve);
    file.once('error', () => resolve());
    file.end(() => resolve());
  });
}

function presentError(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error object' };
  const cause = error.cause instanceof Error ? { cause: presentError(error.cause) } : {};
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type: error.name, ...code, message: withoutQuoted(error.message), at: frames(error), ...cause };
}

/** The stack frames, without the message above them. */
function frames(error: Error): readonly string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}

function withoutQuoted(text: string): string {
  return text.replace(QUOTED, '"..."');
}

/** The method only: addresses and paths reveal who did what. */
function presentRequest(request: { readonly method?: unknown }): object {
  return { method: String(request.method) };
}

function presentReply(reply: { readonly statusCode?: unknown }): object {
  return { status: Number(reply.statusCode) };
}
