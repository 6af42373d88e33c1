import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHostTime } from '../../time/clock.ts';
import { createManualClock } from '../../time/manual-clock.fake.ts';
import type { LanAddress } from '../addresses.ts';
import type { FirewallReading } from '../firewall/firewall-reading.ts';
import { cause } from './causes.ts';
import { createDoctor, type Doctor, FIREWALL_GAP_MS, SELF_CHECK_GAP_MS } from './doctor.ts';
import { REQUEST_PATIENCE_MS } from './ladder.ts';

const OPEN: FirewallReading = { isOpen: true, causes: [], unread: [] };
const PHONE = '192.168.1.77';

/** A laptop whose addresses a test changes; "127.0.0.1" is one that it can really reach. */
class Laptop {
  readonly clock = createManualClock();
  addresses: readonly LanAddress[] = [{ address: '127.0.0.1', interfaceName: 'wlan0' }];
  port = 0;
  firewall: FirewallReading = OPEN;
  readonly firewallQuestions: object[] = [];
  readonly #listeners = new Set<() => void>();
  readonly doctor: Doctor = createDoctor({
    clock: this.clock,
    hostTime: createHostTime(this.clock),
    randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
    network: {
      addresses: () => this.addresses,
      shown: () => this.addresses[0] ?? null,
      onChange: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    },
    port: () => this.port,
    isOwn: (address) => address === '10.99.0.9',
    system: 'linux',
    asksForLocalNetwork: false,
    readFirewall: (question) => {
      this.firewallQuestions.push(question);
      return Promise.resolve(this.firewall);
    },
  });

  move(...addresses: readonly LanAddress[]): void {
    this.addresses = addresses;
    for (const listener of this.#listeners) listener();
  }

  picture(): string {
    return this.doctor
      .report()
      .rungs.map(({ state }) => state.slice(0, 1).toUpperCase())
      .join('');
  }

  /** Reports until the picture is this one: answers come a little later. */
  async becomes(picture: string): Promise<void> {
    await vi.waitFor(() => {
      const now = this.picture();
      if (now !== picture) throw new Error(`the ladder is at ${now}, not at ${picture}`);
    });
  }

  phoneAsks(localAddress = '127.0.0.1', remoteAddress = PHONE): boolean {
    const socket: Partial<Socket> = { remoteAddress, localAddress };
    return this.doctor.recordRequest({ headers: {}, socket: socket as Socket });
  }

  phoneTriesHttps(remoteAddress = PHONE): void {
    const socket: Partial<Socket> = { remoteAddress, localAddress: '127.0.0.1' };
    this.doctor.recordTls(socket as Socket);
  }

  showCode(): this {
    this.doctor.recordCodeShown();
    return this;
  }

  phoneConnects(localAddress = '127.0.0.1'): EventEmitter {
    const socket = Object.assign(new EventEmitter(), { remoteAddress: PHONE, localAddress });
    this.doctor.recordSocket(socket as unknown as Socket);
    return socket;
  }
}

let laptop: Laptop;
let server: Server;
/** What the server does with each request. */
let receive: (request: IncomingMessage) => void;

beforeEach(async () => {
  laptop = new Laptop();
  receive = (request) => void laptop.doctor.recordRequest(request);
  server = createServer((request, response) => {
    receive(request);
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  laptop.port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  laptop.doctor.close();
  server.closeAllConnections();
  server.close();
});

describe('the doctor', () => {
  it('follows a first phone up the ladder', async () => {
    laptop.doctor.recordCodeShown();
    expect(laptop.picture()).toBe('PPWWWW');
    await laptop.becomes('PPPWWW');
    expect(laptop.phoneAsks()).toBe(true);
    expect(laptop.picture()).toBe('PPPPWW');
    const socket = laptop.phoneConnects();
    expect(laptop.picture()).toBe('PPPPPP');
    laptop.clock.advance(61_000);
    expect(laptop.picture()).toBe('PPPPPW');
    socket.emit('data', 'a ping');
    expect(laptop.picture()).toBe('PPPPPP');
    expect(laptop.doctor.report().causes).toEqual([]);
  });

  it('does not take the laptop itself for a phone: not over loopback, not at its own address, not its own question', async () => {
    await laptop.becomes('PPPWWW');
    expect(laptop.phoneAsks('192.168.1.20', '192.168.1.20')).toBe(false);
    expect(laptop.phoneAsks('::ffff:192.168.1.20', '192.168.1.20')).toBe(false);
    expect(laptop.phoneAsks('127.0.0.1', '10.99.0.9')).toBe(false);
    expect(laptop.picture()).toBe('PPPWWW');
  });

  it('recognises its own question even where it comes back from the router', async () => {
    const heard: boolean[] = [];
    receive = ({ headers }) => {
      const socket: Partial<Socket> = { remoteAddress: '192.168.1.1', localAddress: '127.0.0.1' };
      heard.push(laptop.doctor.recordRequest({ headers, socket: socket as Socket }));
    };
    await laptop.becomes('PPPWWW');
    expect(heard).toEqual([false]);
  });

  it('is not taken in by somebody who sends its header', () => {
    const socket: Partial<Socket> = { remoteAddress: PHONE, localAddress: '127.0.0.1' };
    const headers = { 'self-check': 'a guess' };
    expect(laptop.doctor.recordRequest({ headers, socket: socket as Socket })).toBe(true);
  });

  it('notices that something else answers at the address', async () => {
    receive = () => undefined;
    await laptop.becomes('PPFWWW');
    expect(laptop.doctor.report().causes[0]).toEqual(cause('answered_by_another', { address: '127.0.0.1' }));
  });

  it('notices that nothing answers, and that something does later', async () => {
    const { port } = laptop;
    laptop.port = 1;
    await laptop.becomes('PPFWWW');
    expect(laptop.doctor.report().causes[0]).toEqual(
      cause('unreachable_itself', { address: '127.0.0.1', error: 'ECONNREFUSED' }),
    );
    laptop.port = port;
    laptop.clock.advance(SELF_CHECK_GAP_MS);
    await laptop.becomes('PPPWWW');
  });

  it('notices an address that swallows everything within 3 s', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    // Connections are accepted by the system, and nobody ever reads them.
    silent.removeAllListeners('request');
    laptop.port = (silent.address() as AddressInfo).port;
    laptop.picture();
    await once(silent, 'connection');
    laptop.clock.advance(3_000);
    await laptop.becomes('PPFWWW');
    expect(laptop.doctor.report().causes[0]).toEqual(
      cause('unreachable_itself', { address: '127.0.0.1', error: null }),
    );
    silent.closeAllConnections();
    silent.close();
  });

  it('counts only phones that came to the address they are shown', async () => {
    laptop.move(
      { address: '127.0.0.1', interfaceName: 'wlan0' },
      { address: '10.0.0.5', interfaceName: 'eth0' },
    );
    laptop.phoneAsks('10.0.0.5');
    await laptop.becomes('PPPWWW');
    expect(laptop.doctor.report().causes[0]).toEqual(cause('arrived_elsewhere', { address: '10.0.0.5' }));
  });

  it.each<[string, (laptop: Laptop) => void, string]>([
    ['nobody has tried', () => undefined, 'PPPWWW'],
    ['a phone tried https before the code was shown', (one) => one.phoneTriesHttps(), 'PPPWWW'],
    ['the laptop itself tried https', (one) => one.showCode().phoneTriesHttps('10.99.0.9'), 'PPPWWW'],
    ['a phone tried https', (one) => one.showCode().phoneTriesHttps(), 'PPPFWW'],
    ['a phone came to another address', (one) => one.showCode().phoneAsks('10.0.0.5'), 'PPPFWW'],
  ])('after a minute without a phone, if %s', async (_what, prepare, picture) => {
    await laptop.becomes('PPPWWW');
    prepare(laptop);
    laptop.clock.advance(1);
    laptop.showCode();
    laptop.clock.advance(REQUEST_PATIENCE_MS);
    expect(laptop.picture()).toBe(picture);
  });

  it('starts anew when the address changes, and remembers when it comes back', async () => {
    laptop.doctor.recordCodeShown();
    laptop.phoneAsks();
    laptop.phoneConnects();
    expect(laptop.picture()).toBe('PPPPPP');
    laptop.clock.advance(100_000);
    laptop.move({ address: '127.0.0.2', interfaceName: 'wlan0' });
    expect(laptop.picture()).toBe('PPWWWW');
    laptop.move({ address: '127.0.0.1', interfaceName: 'wlan0' });
    laptop.phoneAsks();
    expect(laptop.picture()).toBe('PPPPPP');
  });

  it('has no address without a network', () => {
    laptop.move();
    expect(laptop.doctor.report()).toMatchObject({ address: null, causes: [cause('no_network', {})] });
    expect(laptop.firewallQuestions).toEqual([]);
  });

  it('takes any phone as proof where an address was given that is none of the laptop’s', async () => {
    laptop.port = 1;
    laptop.move({ address: '127.0.0.9', interfaceName: '' });
    await laptop.becomes('PFWWWW');
    expect(laptop.doctor.report().causes[0]).toEqual(cause('address_not_here', { address: '127.0.0.9' }));
    laptop.phoneAsks('192.168.1.20');
    laptop.phoneConnects('192.168.1.20');
    expect(laptop.picture()).toBe('PPPPPP');
  });
});

describe('the firewall', () => {
  const CLOSED: FirewallReading = {
    isOpen: false,
    causes: [cause('firewall_closed', { firewall: 'ufw', port: '4747' }, 'sudo ufw allow 4747/tcp')],
    unread: [{ program: 'nft', reason: 'not_allowed' }],
  };

  it('that keeps phones out fails their rung at once, before anybody has tried', async () => {
    laptop.firewall = CLOSED;
    await laptop.becomes('PPPFWW');
    const { causes, ...report } = laptop.doctor.report();
    expect(report).toMatchObject({ is_firewall_open: false, unread: CLOSED.unread });
    expect(causes[0]).toEqual(CLOSED.causes[0]);
  });

  it('is asked for the interface and port that phones use', async () => {
    await laptop.becomes('PPPWWW');
    expect(laptop.firewallQuestions).toEqual([{ interfaceName: 'wlan0', port: laptop.port }]);
  });

  it('is asked again while nobody comes, but not all the time', async () => {
    laptop.firewall = CLOSED;
    await laptop.becomes('PPPFWW');
    laptop.firewall = OPEN;
    laptop.clock.advance(FIREWALL_GAP_MS - 1);
    laptop.picture();
    expect(laptop.firewallQuestions).toHaveLength(1);
    laptop.clock.advance(1);
    await laptop.becomes('PPPWWW');
    expect(laptop.firewallQuestions).toHaveLength(2);
  });

  it('is left alone once a phone has come', () => {
    laptop.phoneAsks();
    laptop.clock.advance(10 * FIREWALL_GAP_MS);
    laptop.picture();
    expect(laptop.firewallQuestions).toEqual([]);
  });

  it('of another network counts no more', async () => {
    laptop.firewall = CLOSED;
    await laptop.becomes('PPPFWW');
    laptop.firewall = OPEN;
    laptop.move({ address: '127.0.0.2', interfaceName: 'eth0' });
    expect(laptop.doctor.report().is_firewall_open).toBe(null);
    await vi.waitFor(() => expect(laptop.doctor.report().is_firewall_open).toBe(true));
    expect(laptop.firewallQuestions.at(-1)).toMatchObject({ interfaceName: 'eth0' });
  });
});

it('counts browsers that try https, but not the laptop itself', () => {
  laptop.phoneTriesHttps('10.99.0.9');
  expect(laptop.doctor.report().https_tries).toEqual({ count: 0, last_at: null });
  laptop.phoneTriesHttps();
  laptop.clock.advance(5_000);
  laptop.phoneTriesHttps();
  const { https_tries: tries, rungs } = laptop.doctor.report();
  expect(tries.count).toBe(2);
  expect(tries.last_at).toBe((rungs[0]?.at ?? 0) + 5_000);
  expect(rungs.find(({ rung }) => rung === 'request')?.state).not.toBe('passed');
});
