/** Whole hosts for tests: real ports on loopback, real files in a temporary folder, no real network. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createHost, type Host, type HostOptions } from './host.ts';
import type { Interfaces } from './lan/addresses.ts';
import type { PowerAccess } from './power/power-access.ts';
import { temporaryFolder } from './storage/events.fixtures.ts';

/** A laptop on a Wi-Fi, as far as the host can see. */
export const WIFI: Interfaces = {
  wlan0: [
    {
      address: '192.168.1.20',
      netmask: '255.255.255.0',
      family: 'IPv4',
      mac: '3c:22:fb:00:00:01',
      internal: false,
      cidr: '192.168.1.20/24',
    },
  ],
};

/** A computer without a battery or a lid, which nothing puts to sleep. */
export const NO_BATTERY: PowerAccess = {
  system: 'linux',
  read: () => Promise.resolve({ battery: null, sleepsWithLid: null }),
  createLock: () => ({ state: 'none', coversLid: false, hold: () => undefined, release: () => undefined }),
};

export class TestHost {
  readonly #folder = temporaryFolder();
  readonly #hosts: Host[] = [];
  readonly #servers: Server[] = [];
  readonly logged: string[] = [];

  get folder(): string {
    return this.#folder.path;
  }

  async start(options: Partial<HostOptions> = {}): Promise<Host> {
    const host = await createHost({
      dataFolder: this.folder,
      port: null,
      mdns: false,
      allowHosts: ['night.example'],
      pagesFolder: join(this.folder, 'no-pages'),
      version: '1.2.3',
      interfaces: () => WIFI,
      readEvidence: () => Promise.resolve(new Map()),
      power: NO_BATTERY,
      logSink: (line) => this.logged.push(line),
      ...options,
    });
    this.#hosts.push(host);
    return host;
  }

  /** Another program listens there; 0: anywhere. Resolves with its port. */
  async occupyPort(port = 0, address = '127.0.0.1'): Promise<number> {
    const server = createServer().listen(port, address);
    this.#servers.push(server);
    await once(server, 'listening');
    return portOf(server);
  }

  async close(): Promise<void> {
    await Promise.all(this.#hosts.map((host) => host.close()));
    for (const server of this.#servers) server.close();
    this.#folder.dispose();
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A call by the owner, below /api/v2: the answer as text. Throws the problem where it fails. */
export async function callText(
  host: Pick<Host, 'url' | 'ownerToken'>,
  path: string,
  body?: object,
): Promise<string> {
  const response = await fetch(`${host.url}/api/v2${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${host.ownerToken}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text;
}

export interface CreatedGame {
  readonly game_code: string;
  readonly banker_id: number;
}

export interface Joined {
  readonly player_id: number;
  readonly token: string;
  readonly seat_pin: string;
}
