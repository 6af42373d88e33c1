/** The host's log: a file in the data folder that rotates, and whoever listens. It holds no token, PIN or name. */
import { appendFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { multistream, pino, type Logger } from 'pino';
import type { Warning } from '../../protocol/host-warnings.ts';
import { errorKindOf } from '../storage/error-kind.ts';
import { escapeControls } from './escape-controls.ts';
import { createLogFile, logPath } from './log-file.ts';

const OWNER_ONLY_FILE = 0o600;

/** Tokens (`12.kX3...`) and tickets, wherever they turn up. */
const SECRETS = /\b\d{1,15}\.[\w-]{43}\b|(?<=ticket=)[\w.-]+/g;
/** Quotations in error messages: V8 quotes the body that it could not parse, names and all. */
const QUOTED = /"[^"\n]*"/g;
const PRIVATE_KEYS = ['token', 'ticket', 'seat_pin', 'pin', 'player_name', 'name', 'headers', 'body', 'url'];

export interface HostLogger {
  readonly logger: Logger;
  /** A failure that a person may have to look into; never names or tokens. */
  report(message: string, error?: unknown): void;
  /** Opens the file again if it could not be written. Call it now and then. */
  check(): void;
  /** Flushes and closes the file. Later reports are still appended to it, synchronously. */
  close(): Promise<void>;
}

export interface HostLoggerOptions {
  readonly folder: string;
  readonly sink: ((line: string) => void) | undefined;
  /** Called when the file cannot be written: the host goes on without it. Null: it can be written again. */
  readonly onFailure: (warning: Warning | null) => void;
}

export function openHostLogger({ folder, sink, onFailure }: HostLoggerOptions): HostLogger {
  const file = createLogFile(folder, onFailure);
  let isClosing = false;
  const appendLate = (line: string) => {
    try {
      appendFileSync(logPath(folder), line, { mode: OWNER_ONLY_FILE });
    } catch (error) {
      onFailure({ code: 'log_not_written', params: { error: errorKindOf(error) } });
    }
  };
  const streams = [
    { stream: { write: (line: string) => (isClosing ? appendLate(line) : file.write(line)) } },
    ...(sink === undefined ? [] : [{ stream: lineStream(sink) }]),
  ];
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
    check: () => file.check(),
    close() {
      isClosing = true;
      return file.close();
    },
  };
}

/** The text with every token and ticket in it redacted, and without anything that a terminal would obey. */
export function withoutSecrets(text: string): string {
  return escapeControls(text.replace(SECRETS, '[private]'));
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
