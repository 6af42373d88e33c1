/** A hall with a laptop, a Wi-Fi and phones, each in a network namespace of its own. */
import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/temporary-folder.ts';
import {
  createNamespaces,
  type Namespace,
  type Namespaces,
} from '../../src/host/lan/network-namespaces.harness.ts';
import type { LaunchHost } from '../launch.harness.ts';
import { RunningHost } from '../running-host.harness.ts';
import { AccessPoint } from './access-point.harness.ts';
import { fetchInside } from './fetch-inside.harness.ts';

const ROOT = join(import.meta.dirname, '../..');
const DESK_SIZE = { width: 1280, height: 800 };
const START_TIMEOUT_MS = 40_000;
const RESOLVE_NAMES = join(import.meta.dirname, 'resolve-names.py');

export class Venue {
  readonly laptop: Namespace;
  readonly wifi: AccessPoint;
  /** The laptop's, in `wifi`. */
  readonly address: string;
  readonly #ip: string;
  readonly #namespaces: Namespaces;
  readonly #folder = makeTemporaryFolder('night-venue-');
  readonly #browsers: Browser[] = [];
  /** Devices that know the names on their network. */
  readonly #resolving = new Set<Namespace>();
  #host: RunningHost | undefined;
  #devices = 0;

  /** `ip`: the path of iproute2's program. */
  constructor(ip: string) {
    this.#ip = ip;
    this.#namespaces = createNamespaces(ip);
    this.wifi = this.addAccessPoint('192.168.7');
    this.laptop = this.#namespaces.add('laptop');
    this.address = this.wifi.join(this.laptop, 10);
  }

  addAccessPoint(network: string): AccessPoint {
    return new AccessPoint(this.#namespaces, network);
  }

  /** A device that is in no network yet. */
  addDevice(): Namespace {
    this.#devices += 1;
    return this.#namespaces.add(`phone${this.#devices}`);
  }

  /** A device in the Wi-Fi. */
  addPhone(wifi = this.wifi): Namespace {
    const device = this.addDevice();
    wifi.join(device, 20 + this.#devices);
    return device;
  }

  /**
   * A device in the Wi-Fi that knows what mDNS says there, as most phones do.
   * @param python the path of a Python 3 that has zeroconf
   */
  async addPhoneWithNames(python: string): Promise<Namespace> {
    const device = this.addDevice();
    const address = this.wifi.join(device, 20 + this.#devices);
    await device.run(python, [RESOLVE_NAMES, address]).line((line) => line === 'ready');
    this.#resolving.add(device);
    return device;
  }

  /** The host on the laptop, as it is started there, with its name on the network. */
  async startHost(): Promise<RunningHost> {
    const launch: LaunchHost = ({ options }) => {
      const args = ['netns', 'exec', this.laptop.name, process.execPath, 'src/cli/index.ts'];
      const child = spawn(this.#ip, [...args, ...options.filter((option) => option !== '--no-mdns')], {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return Promise.resolve({ process: child, app: null });
    };
    this.#host = await RunningHost.start(launch, START_TIMEOUT_MS, fetchInside(this.laptop));
    return this.#host;
  }

  /** A browser on this device, with cookies of its own. `args`: more of Chromium's switches. */
  async openBrowser(device: Namespace, args: readonly string[] = []): Promise<BrowserContext> {
    const wrapper = join(this.#folder, device.name);
    const inside = `exec "${this.#ip}" netns exec ${device.name}`;
    writeFileSync(wrapper, `#!/bin/sh\n${inside} ${this.#resolver(device)} "${findBrowser()}" "$@"\n`);
    chmodSync(wrapper, 0o755);
    const browser = await chromium.launch({
      executablePath: wrapper,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', ...args],
    });
    this.#browsers.push(browser);
    return browser.newContext({ locale: 'en-GB' });
  }

  /** The list of games, in a browser on the laptop. */
  async openDesk({ ready }: RunningHost): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
    const context = await this.openBrowser(this.laptop);
    const page = await context.newPage();
    await page.setViewportSize(DESK_SIZE);
    await page.goto(ready.banker_url);
    return { page, context };
  }

  /** What to run the device's browser by: it asks the device itself for names, if that knows any. Each has mounts of its own. */
  #resolver(device: Namespace): string {
    if (!this.#resolving.has(device)) return '';
    const file = join(this.#folder, 'resolv.conf');
    writeFileSync(file, 'nameserver 127.0.0.1\n');
    return `sh -c 'mount --bind "${file}" /etc/resolv.conf && exec "$@"' sh`;
  }

  async close(): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()));
    await this.#host?.dispose();
    this.#namespaces.close();
    removeFolder(this.#folder);
  }
}
