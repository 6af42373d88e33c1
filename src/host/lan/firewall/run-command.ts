/** Runs a program of the system and reads what it prints. One that is missing, hangs or prints nonsense is told apart, never thrown. */
import type { ChildProcess, ExecFileException, ExecFileOptionsWithStringEncoding } from 'node:child_process';
import type { UnreadReason } from '../../../protocol/doctor-codes.ts';
import { codeOf } from '../../storage/folders/error-code.ts';
import type { Clock } from '../../time/clock.ts';

/** A PowerShell that starts cold on an old laptop takes some seconds, and its firewall commands some more. */
export const COMMAND_LIMIT_MS = 15_000;
/** A long list of firewall rules has a tenth of that. */
export const MAX_OUTPUT_BYTES = 4_000_000;

/** `execFile` of node:child_process, as far as it is used. */
export type ExecFile = (
  file: string,
  args: readonly string[],
  options: ExecFileOptionsWithStringEncoding,
  callback: (error: ExecFileException | null, stdout: string, stderr: string) => void,
) => Pick<ChildProcess, 'kill'>;

export interface Command<Answer> {
  readonly file: string;
  readonly args: readonly string[];
  /** Reads both outputs. Null: they make no sense. `exitCode` is 0 when all went well. */
  readonly read: (output: CommandOutput) => Answer | UnreadReason | null;
}

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Either what was read, or why nothing was. */
export type CommandResult<Answer> =
  | { readonly isRead: true; readonly answer: Answer }
  | { readonly isRead: false; readonly reason: UnreadReason };

export interface CommandRunner {
  run<Answer extends object>(command: Command<Answer>, signal: AbortSignal): Promise<CommandResult<Answer>>;
}

export interface CommandRunnerOptions {
  readonly execFile: ExecFile;
  readonly clock: Pick<Clock, 'after'>;
  readonly environment: NodeJS.ProcessEnv;
}

export function createCommandRunner(options: CommandRunnerOptions): CommandRunner {
  return {
    run: (command, signal) =>
      new Promise((resolve) => {
        const giveUp = new AbortController();
        const finish: typeof resolve = (result) => {
          // It lives for as long as the host, and would hold each command that there ever was.
          signal.removeEventListener('abort', fail);
          resolve(result);
        };
        const unread = (reason: UnreadReason) => finish({ isRead: false, reason });
        // A program that left its output to another one is not waited for either.
        const end = (reason: UnreadReason) => {
          giveUp.abort();
          unread(reason);
        };
        const fail = () => end('failed');
        const cancel = options.clock.after(COMMAND_LIMIT_MS, () => end('too_slow'));
        signal.addEventListener('abort', fail, { once: true });
        if (signal.aborted) fail();
        else
          execute(options, command, giveUp.signal, (error, output) => {
            cancel();
            if (giveUp.signal.aborted) return;
            if (error !== null && typeof error.code !== 'number') return unread(reasonOf(error));
            const answer = readSafely(() => command.read(output));
            if (answer === null || typeof answer === 'string') unread(answer ?? 'nonsense');
            else finish({ isRead: true, answer });
          });
      }),
  };
}

function execute(
  { execFile, environment }: CommandRunnerOptions,
  { file, args }: Pick<Command<object>, 'file' | 'args'>,
  signal: AbortSignal,
  done: (error: ExecFileException | null, output: CommandOutput) => void,
): void {
  const options = {
    encoding: 'utf8',
    env: environment,
    killSignal: 'SIGKILL',
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
  } as const;
  try {
    const child = execFile(file, args, options, (error, stdout, stderr) => {
      done(error, { stdout, stderr, exitCode: typeof error?.code === 'number' ? error.code : 0 });
    });
    // Node's own `signal` option asks politely, whatever `killSignal` says.
    signal.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  } catch (error) {
    // Such as too long a command line.
    if (!(error instanceof Error)) throw error;
    done(Object.assign(error, { code: codeOf(error) }), { stdout: '', stderr: '', exitCode: 0 });
  }
}

function reasonOf(error: ExecFileException): UnreadReason {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'missing';
    case 'EACCES':
    case 'EPERM':
      return 'not_allowed';
    case 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER':
      return 'nonsense';
    default:
      return 'failed';
  }
}

/** What a reader trips over makes no sense. */
function readSafely<Answer>(read: () => Answer): Answer | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
