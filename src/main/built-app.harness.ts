/** The app as electron-vite builds it, run on plain Node with a stub for Electron's runtime. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');
const REGISTER = join(import.meta.dirname, 'electron-stub/register.ts');

/** Where the built app is. */
export const APP = join(ROOT, 'dist/app');

/** @throws the build's output if it fails. */
export function buildApp(): void {
  const build = spawnSync(process.execPath, [join(ROOT, 'scripts/build-app.ts')], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new Error(build.stderr);
}

interface ReadyLine {
  readonly url: string;
  readonly banker_token: string;
}

/** A running app, driven by a test through the stub's commands, signals and HTTP. */
export class RunningApp {
  readonly process: ChildProcess;
  readonly ready: ReadyLine;
  readonly #output: () => string;

  private constructor(child: ChildProcess, ready: ReadyLine, output: () => string) {
    this.process = child;
    this.ready = ready;
    this.#output = output;
  }

  /** Resolves once the app reports that it is ready; rejects with its output if it exits first. */
  static async start(folder: string, ...extraOptions: string[]): Promise<RunningApp> {
    const args = ['--import', pathToFileURL(REGISTER).href, join(APP, 'main/index.js')];
    const options = [
      `--user-data-dir=${join(folder, 'app')}`,
      '--json',
      '--no-mdns',
      '--port',
      '0',
      '--data',
      folder,
      ...extraOptions,
    ];
    const child = spawn(process.execPath, [...args, ...options], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ELECTRON_STUB_COMMANDS: '1' },
    });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    const exited = once(child, 'exit').then(() => null);
    const first = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
    const line = await Promise.race([first, exited]);
    if (line === null) throw new Error(output);
    const ready: unknown = JSON.parse(line);
    if (!isReady(ready)) throw new Error(`The first line is not a ready line: ${line}`);
    return new RunningApp(child, ready, () => output);
  }

  /** Everything the app and the stub have written to standard error. */
  readonly output = (): string => this.#output();

  /** Sends the stub a command. */
  send(command: string): void {
    this.process.stdin?.write(`${command}\n`);
  }

  /** Posts as the owner; throws if the host refuses. */
  async post(path: string, body: object): Promise<unknown> {
    const { url, banker_token: token } = this.ready;
    const response = await fetch(`${url}/api/v2${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Resolves with the exit code once the app has exited. */
  async exited(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
    return this.process.exitCode;
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    this.process.kill(signal);
    return this.exited();
  }

  /** CPU time used by the process, ms. Linux only. */
  cpuMs(): number {
    const stat = readFileSync(`/proc/${this.process.pid ?? 0}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const MS_A_TICK = 10;
    return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
  }
}

function isReady(value: unknown): value is ReadyLine {
  return (
    typeof value === 'object' &&
    value !== null &&
    'url' in value &&
    typeof value.url === 'string' &&
    'banker_token' in value &&
    typeof value.banker_token === 'string'
  );
}
