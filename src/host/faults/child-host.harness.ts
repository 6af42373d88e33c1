/** For tests: a host in a process of its own, which can be killed as if the battery had died. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import Type from 'typebox';
import Value from 'typebox/value';
import type { Failpoint } from '../rooms/room.ts';

const PROGRAM = `${import.meta.dirname}/host-process.harness.ts`;
const Ready = Type.Object({ url: Type.String(), ownerToken: Type.String() });

export interface ChildHost {
  readonly url: string;
  readonly ownerToken: string;
  readonly pid: number;
  /** Makes it kill itself the `count`th time that it reaches this point from now on. */
  arm(point: Failpoint, count: number): void;
  kill(): void;
  /** It stands still, as on a machine that sleeps. On Windows, no signal does that: the process would end. */
  freeze(): void;
  thaw(): void;
  /** Resolves when the process is gone. */
  readonly exited: Promise<unknown>;
}

/** A program that runs the host, as `strace` does. */
interface Wrapper {
  readonly program: string;
  readonly args: readonly string[];
}

/** What hosts with the same games share. */
interface SharedServers {
  readonly store: string;
  readonly bus: string;
}

interface ChildHostOptions {
  readonly wrapper?: Wrapper;
  readonly shared?: SharedServers;
  /** How far the wall clock of its machine is off, ms. */
  readonly skewMs?: number;
  /** How long nobody has used a game before it is closed, ms. */
  readonly idleMs?: number | undefined;
  /** How many may join from one address at once. */
  readonly joinBurst?: number | undefined;
}

/** Rejects if the host does not start. */
export async function startChildHost(
  folder: string,
  { wrapper, shared, skewMs = 0, idleMs, joinBurst }: ChildHostOptions = {},
): Promise<ChildHost> {
  const run = [process.execPath, PROGRAM, folder] as const;
  const [program, args] =
    wrapper === undefined ? [run[0], run.slice(1)] : [wrapper.program, [...wrapper.args, ...run]];
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      TEST_CLOCK_SKEW_MS: String(skewMs),
      ...(idleMs !== undefined && { TEST_IDLE_MS: String(idleMs) }),
      ...(joinBurst !== undefined && { TEST_JOIN_BURST: String(joinBurst) }),
      ...(shared !== undefined && { TEST_SHARED_STORE: shared.store, TEST_SHARED_BUS: shared.bus }),
    },
  });
  const exited = once(child, 'exit');
  // The host may be dead already when it is told where to die.
  child.stdin.on('error', () => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), exited.then(() => [null])]);
  if (typeof first[0] !== 'string') throw new Error('the host did not start');
  const { url, ownerToken } = Value.Parse(Ready, JSON.parse(first[0]));
  return {
    url,
    ownerToken,
    pid: child.pid ?? 0,
    arm: (point, count) => void child.stdin.write(`${point} ${count}\n`),
    kill: () => void child.kill('SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    exited,
  };
}
