import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ElectronApplication } from '@playwright/test';
import { freePort } from '../scripts/free-port.ts';
import { makeTemporaryFolder, removeFolder } from '../scripts/temporary-folder.ts';
import { requestClose, type LaunchHost, type LaunchedHost, launchHost } from './launch.harness.ts';

const START_TIMEOUT_MS = 40_000;

/** The host name that phones use for the laptop; the browsers map it to loopback. */
export const PHONE_HOSTNAME = 'night.local';

/** The host's first line on standard output. */
export interface ReadyLine {
  ready: true;
  pid: number;
  port: number;
  url: string;
  join_urls: string[];
  banker_url: string;
  banker_token: string;
}

/** Fetches from where the host's loopback addresses are. */
type FetchFromHost = (url: string, init: RequestInit) => Promise<Response>;

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** The real host in a separate process, headless or in Electron (`HOST=electron`), with its own folders. */
export class RunningHost {
  readonly data = makeTemporaryFolder('night-');
  /** The desktop app's own folder (window position, cookies): one per worker, so that the suite runs in parallel. */
  readonly userData = makeTemporaryFolder('night-app-');
  readonly #port: number;
  readonly #launchHost: LaunchHost;
  readonly #timeoutMs: number;
  readonly #fetch: FetchFromHost;
  #host: LaunchedHost | undefined;
  #ready: ReadyLine | undefined;
  /** What the host has written to standard error since the first start. */
  stderr = '';

  private constructor(port: number, launch: LaunchHost, timeoutMs: number, fetchFromHost: FetchFromHost) {
    this.#timeoutMs = timeoutMs;
    this.#fetch = fetchFromHost;
    this.#port = port;
    this.#launchHost = launch;
  }

  /** By default headless or in the desktop app, as `HOST` says, and in the network where this runs. */
  static async start(
    launch: LaunchHost = launchHost,
    timeoutMs = START_TIMEOUT_MS,
    fetchFromHost: FetchFromHost = fetch,
  ): Promise<RunningHost> {
    const host = new RunningHost(await freePort(), launch, timeoutMs, fetchFromHost);
    try {
      await host.#launch();
    } catch (error) {
      await host.dispose();
      // Another test's host, or a browser, was quicker to take it.
      if (String(error).includes(`Port ${host.#port} is used by another program`))
        return RunningHost.start(launch, timeoutMs, fetchFromHost);
      throw error;
    }
    return host;
  }

  get ready(): ReadyLine {
    if (this.#ready === undefined) throw new Error('The host is not running.');
    return this.#ready;
  }

  /** The desktop app. Throws if the host is headless. */
  get app(): ElectronApplication {
    const app = this.#host?.app ?? null;
    if (app === null) throw new Error('The host does not run in the desktop app.');
    return app;
  }

  /** A fresh link to the desk, as a second start gets it: the printed one works once. */
  async deskLink(): Promise<string> {
    const { secret } = JSON.parse(readFileSync(join(this.data, 'running.json'), 'utf8')) as {
      secret: string;
    };
    return (await this.api<{ url: string }>('/host/desk-link', { secret })).url;
  }

  /** Where a phone goes that has scanned this game's code. */
  joinUrl(code: string): string {
    return `http://${PHONE_HOSTNAME}:${this.#port}/j/${code}`;
  }

  /** Asks the host to close; resolves with its exit code. */
  async stop(): Promise<number | null> {
    return this.#end(requestClose);
  }

  /** The laptop's battery falls out. */
  async kill(): Promise<void> {
    // On Windows there is a shell in between, so kill the host's own process.
    const { pid } = this.ready;
    await this.#end(() => void process.kill(pid, 'SIGKILL'));
  }

  /** Starts again on the same port and data, after stop() or kill(), or while running. */
  async restart(): Promise<void> {
    await this.stop();
    await this.#launch();
  }

  /** Stops the host and deletes its data. */
  async dispose(): Promise<void> {
    await this.stop();
    for (const folder of [this.data, this.userData]) removeFolder(folder);
  }

  /**
   * Calls /api/v2 as the owner: POST with a body, GET without, or as `method` says.
   * @throws the host's answer if it is not 2xx.
   */
  async api<T>(path: string, body?: object, method = body === undefined ? 'GET' : 'POST'): Promise<T> {
    const response = await this.#fetch(`${this.ready.url}/api/v2${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.ready.banker_token}`,
        ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text === '' ? 'null' : text) as T;
  }

  async #launch(): Promise<void> {
    const options = ['--json', '--port', String(this.#port), '--data', this.data];
    const host = await this.#launchHost({
      options: [...options, '--no-mdns', '--allow-host', PHONE_HOSTNAME],
      userData: this.userData,
    });
    this.#host = host;
    const { stdout, stderr } = host.process;
    if (stdout === null || stderr === null)
      throw new Error('The host was started without its output streams.');
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    const lines = createInterface({ input: stdout });
    const [first] = (await Promise.race([
      once(lines, 'line', { signal: AbortSignal.timeout(this.#timeoutMs) }),
      once(host.process, 'exit').then(([code]) => [`The host exited with ${code} before it was ready.`]),
    ])) as [string];
    if (!first.startsWith('{')) throw new Error(`${first}\n${this.stderr}`);
    this.#ready = JSON.parse(first) as ReadyLine;
  }

  async #end(requestEnd: (host: LaunchedHost) => void | Promise<void>): Promise<number | null> {
    const host = this.#host;
    this.#host = undefined;
    this.#ready = undefined;
    if (host === undefined || hasEnded(host.process)) return host?.process.exitCode ?? null;
    const ended = once(host.process, 'exit');
    await requestEnd(host);
    await ended;
    return host.process.exitCode;
  }
}
