/** For tests: networks of this machine alone, as Linux's network namespaces. Nothing reaches the real network. Needs root. */
import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { findTool } from '../../../scripts/find-tool.ts';

export interface Namespace {
  /** As `ip netns` lists it. */
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

/** The end of a cable: an interface of a namespace. */
interface CableEnd {
  readonly namespace: Namespace;
  /** What the interface is called there. */
  readonly interfaceName: string;
}

export interface Namespaces {
  /** A new one, with a loopback interface and nothing else. */
  add(label: string): Namespace;
  /** A cable between two of them, plugged in and up, without addresses. */
  connect(one: CableEnd, other: CableEnd): void;
  /** Ends what runs inside, and removes them with their interfaces. */
  close(): void;
}

/** `ip`: the path of iproute2's program. */
export function createNamespaces(ip: string): Namespaces {
  const id = randomBytes(3).toString('hex');
  const names: string[] = [];
  const children: ChildProcessWithoutNullStreams[] = [];
  const call = (...args: readonly string[]) =>
    void execFileSync(ip, [...args], { stdio: 'pipe', timeout: 10_000 });
  let cables = 0;

  return {
    add(label) {
      const name = `night-${id}-${label}`;
      call('netns', 'add', name);
      names.push(name);
      const inside = (...args: readonly string[]) => call('-n', name, ...args);
      inside('link', 'set', 'lo', 'up');
      return {
        name,
        ip: inside,
        run(program, args) {
          const child = spawn(ip, ['netns', 'exec', name, program, ...args]);
          children.push(child);
          return follow(child);
        },
      };
    },
    connect(one, other) {
      // Both ends begin under names of their own, wherever they are made.
      const ends = [one, other].map((end, index) => ({
        ...end,
        made: `n${id}${cables}${'ab'.charAt(index)}`,
      }));
      cables += 1;
      const [left, right] = ends.map(({ made, namespace }) => ['name', made, 'netns', namespace.name]);
      call('link', 'add', ...(left ?? []), 'type', 'veth', 'peer', ...(right ?? []));
      for (const { namespace, interfaceName, made } of ends)
        namespace.ip('link', 'set', made, 'name', interfaceName, 'up');
    },
    close() {
      for (const child of children) child.kill('SIGKILL');
      for (const name of names) call('netns', 'delete', name);
    },
  };
}

/** iproute2's program, if it may make namespaces; else null, and a note to add to the title of the test that cannot run. */
export function findNamespaces(): { path: string | null; note: string } {
  const ip = findTool('ip');
  if (ip.path === null) return ip;
  const namespaces = createNamespaces(ip.path);
  try {
    const end = { namespace: namespaces.add('try'), interfaceName: 'wire' };
    namespaces.connect(end, { ...end, interfaceName: 'wire2' });
    return ip;
  } catch {
    return { path: null, note: ' (not run: this machine does not allow network namespaces)' };
  } finally {
    namespaces.close();
  }
}

export interface NamespacePair {
  /** 10.77.0.1/24 on the interface `wire`. */
  readonly left: Namespace;
  /** 10.77.0.2/24 on the interface `wire`. */
  readonly right: Namespace;
  close(): void;
}

/** Two laptops on one cable. `ip`: the path of iproute2's program. */
export function connectNamespaces(ip: string): NamespacePair {
  const namespaces = createNamespaces(ip);
  const [left, right] = [namespaces.add('l'), namespaces.add('r')];
  namespaces.connect({ namespace: left, interfaceName: 'wire' }, { namespace: right, interfaceName: 'wire' });
  left.ip('addr', 'add', '10.77.0.1/24', 'dev', 'wire');
  right.ip('addr', 'add', '10.77.0.2/24', 'dev', 'wire');
  return { left, right, close: () => namespaces.close() };
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
