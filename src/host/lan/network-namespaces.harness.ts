/** For tests: two laptops on one cable, as network namespaces of this machine. Nothing reaches the real network. */
import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';

export interface Namespace {
  /** As `ip netns` knows it. */
  readonly name: string;
  /** Runs `ip ARGS` inside. */
  ip(...args: readonly string[]): void;
  /** Starts a program inside; it is killed by `close()`. */
  run(program: string, args: readonly string[]): NamespacedProcess;
}

/** A program inside a namespace, and its output so far. */
export interface NamespacedProcess {
  readonly process: ChildProcessWithoutNullStreams;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
  /** The first line that `wanted` accepts, printed before or after the call. Rejects after `ms`, with all output so far. */
  line(wanted: (line: string) => boolean, ms?: number): Promise<string>;
  /** The same on standard error. */
  error(wanted: (line: string) => boolean, ms?: number): Promise<string>;
  exit: Promise<number | null>;
}

export interface NamespacePair {
  /** 10.77.0.1/24 on the interface `wire`. */
  readonly left: Namespace;
  /** 10.77.0.2/24 on the interface `wire`. */
  readonly right: Namespace;
  close(): void;
}

/** Needs root. `ip`: the path of iproute2's program. */
export function connectNamespaces(ip: string): NamespacePair {
  const id = randomBytes(3).toString('hex');
  const names = [`night-l-${id}`, `night-r-${id}`] as const;
  const children: ChildProcessWithoutNullStreams[] = [];
  const call = (...args: readonly string[]) =>
    void execFileSync(ip, [...args], { stdio: 'pipe', timeout: 10_000 });

  const interfaceNames = [`nl${id}`, `nr${id}`] as const;
  for (const name of names) call('netns', 'add', name);
  call(
    'link',
    'add',
    interfaceNames[0],
    'netns',
    names[0],
    'type',
    'veth',
    'peer',
    'name',
    interfaceNames[1],
    'netns',
    names[1],
  );

  const inside = (side: 0 | 1): Namespace => {
    const name = names[side];
    const ipInside = (...args: readonly string[]) => call('-n', name, ...args);
    ipInside('link', 'set', interfaceNames[side], 'name', 'wire');
    ipInside('addr', 'add', `10.77.0.${side + 1}/24`, 'dev', 'wire');
    ipInside('link', 'set', 'lo', 'up');
    ipInside('link', 'set', 'wire', 'up');
    return {
      name,
      ip: ipInside,
      run(program, args) {
        const child = spawn(ip, ['netns', 'exec', name, program, ...args]);
        children.push(child);
        return follow(child);
      },
    };
  };

  return {
    left: inside(0),
    right: inside(1),
    close() {
      for (const child of children) child.kill('SIGKILL');
      for (const name of names) call('netns', 'delete', name);
    },
  };
}

function follow(child: ChildProcessWithoutNullStreams): NamespacedProcess {
  const lines: string[] = [];
  const errors: string[] = [];
  const watchers = new Set<() => void>();
  const gather = (stream: NodeJS.ReadableStream, into: string[]) =>
    createInterface({ input: stream }).on('line', (line) => {
      into.push(line);
      for (const watch of watchers) watch();
    });
  gather(child.stdout, lines);
  gather(child.stderr, errors);

  const find = (among: string[], wanted: (line: string) => boolean, ms: number) =>
    new Promise<string>((resolve, reject) => {
      const watch = () => {
        const found = among.find(wanted);
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(watch);
        resolve(found);
      };
      const timer = setTimeout(() => {
        watchers.delete(watch);
        reject(new Error(`no such line was printed:\n${[...lines, ...errors].join('\n')}`));
      }, ms);
      watchers.add(watch);
      watch();
    });

  return {
    process: child,
    lines,
    errors,
    line: (wanted, ms = 15_000) => find(lines, wanted, ms),
    error: (wanted, ms = 15_000) => find(errors, wanted, ms),
    exit: new Promise((resolve) => void child.on('exit', resolve)),
  };
}
