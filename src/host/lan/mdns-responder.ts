/** Announces one set of records on one network interface if the name is free, answers for it, and withdraws it. */
import { createSocket, type Socket } from 'node:dgram';
import Bonjour from 'bonjour-service';
import { codeOf } from '../storage/folders/error-code.ts';
import type { Clock } from '../time/clock.ts';
import { createMdnsLimits, type MdnsLimits } from './mdns-limits.ts';
import { type MdnsService, instanceName, ownRecords, recordsOf } from './mdns-records.ts';

/** As in RFC 6762, 8.1: asks three times whether somebody else has the name. */
const PROBE_AT_MS = [250, 500];
const PUBLISH_AT_MS = 750;
/** By then, bonjour-service has asked three times, too. */
const PROBED_MS = 2_500;
const GOODBYE_TIMEOUT_MS = 300;
const GROUP = '224.0.0.251';
const PORT = 5353;
/** RFC 6762, 11. */
const HOPS = 255;

export type NameFailure =
  | { readonly code: 'name_taken' | 'name_port_held' | 'name_not_allowed' }
  /** `error`: the system's error code; null: none. */
  | { readonly code: 'name_refused'; readonly error: string | null };

export interface ResponderOptions {
  readonly service: MdnsService;
  readonly clock: Clock;
  /** Called once, with the reason why the name does not work. */
  readonly onFailure: (failure: NameFailure) => void;
}

export interface Responder {
  /** Sends a goodbye and closes the socket. Never rejects. */
  close(): Promise<void>;
}

export function openResponder({ service, clock, onFailure }: ResponderOptions): Responder {
  const { hostName, address } = service;
  const timers: (() => void)[] = [];
  let state: 'working' | 'broken' | 'closed' = 'working';
  let bonjour: Bonjour | null = null;
  let published: PublishedService | null = null;

  const giveUp = (failure: NameFailure) => {
    if (state !== 'working') return;
    state = 'broken';
    for (const cancel of timers.splice(0)) cancel();
    onFailure(failure);
  };
  const fail = (error: unknown) => giveUp(nameFailureOf(error));

  const socket = reportingSocket(
    fail,
    createMdnsLimits(() => clock.monotonic()),
  );
  socket.bind(PORT, '0.0.0.0', () => {
    try {
      joinGroup(socket, address);
    } catch (error) {
      return fail(error);
    }
    if (state === 'working') begin();
  });

  const begin = () => {
    // Documented options of multicast-dns, which bonjour-service passes on: our socket is bound and in the group already.
    const options = { port: PORT, socket, bind: false, multicast: false };
    const opened = new Bonjour(options, fail);
    bonjour = opened;
    const browser = opened.find({ type: 'http' }, ({ host, addresses = [] }) => {
      const isElsewhere = addresses.length > 0 && !addresses.includes(address);
      if (host.toLowerCase() === hostName && isElsewhere) giveUp({ code: 'name_taken' });
    });
    for (const ms of PROBE_AT_MS) timers.push(clock.after(ms, () => browser.update()));
    timers.push(
      clock.after(PUBLISH_AT_MS, () => {
        // It would keep whatever anybody announces, for ever.
        browser.stop();
        published = publish(opened, service);
      }),
      clock.after(PUBLISH_AT_MS + PROBED_MS, () => {
        if (published?.isStopped() === true) giveUp({ code: 'name_taken' });
      }),
    );
  };

  /** Waits until `work` calls back, but not for ever: the network may be gone. */
  const withTimeout = (work: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      timers.push(clock.after(GOODBYE_TIMEOUT_MS, resolve));
      work(resolve);
    });

  return {
    async close() {
      if (state === 'closed') return;
      const toWithdraw = state === 'working' ? published : null;
      state = 'closed';
      for (const cancel of timers.splice(0)) cancel();
      if (toWithdraw !== null) await withTimeout((done) => toWithdraw.withdraw(done));
      await withTimeout((done) => (bonjour === null ? socket.close(done) : bonjour.destroy(done)));
      for (const cancel of timers.splice(0)) cancel();
    },
  };
}

interface PublishedService {
  /** Somebody else has answered to it, which bonjour-service tells nobody. */
  isStopped(): boolean;
  withdraw(done: () => void): void;
}

/**
 * bonjour-service ignores send errors, and crashes the process if it cannot bind. This socket reports both, and keeps within the limits:
 * what is beyond them is not heard, or not sent.
 */
function reportingSocket(fail: (error: unknown) => void, limits: MdnsLimits): Socket {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  socket.on('error', fail);
  const emit = socket.emit.bind(socket);
  socket.emit = (event: string, ...values: unknown[]) => {
    const [datagram] = values;
    if (event === 'message' && datagram instanceof Uint8Array && !limits.mayRead(datagram)) return false;
    return Reflect.apply(emit, socket, [event, ...values]) === true;
  };
  const send = socket.send.bind(socket);
  socket.send = (...args: unknown[]) => {
    const done = args.at(-1);
    const sent = (error: Error | null, bytes: number) => {
      if (error !== null) fail(error);
      if (typeof done === 'function') Reflect.apply(done, socket, [error, bytes]);
    };
    if (limits.maySend()) Reflect.apply(send, socket, [...args.slice(0, -1), sent]);
    else setImmediate(sent, null, 0);
  };
  return socket;
}

/** The socket is bound to all addresses, because on Linux one bound to a single address receives no multicast. It sends on this one only. */
function joinGroup(socket: Socket, address: string): void {
  socket.addMembership(GROUP, address);
  socket.setMulticastInterface(address);
  socket.setMulticastTTL(HOPS);
  socket.setMulticastLoopback(true);
}

/**
 * Announces the name unless somebody else answers to it within a second. bonjour-service would announce every address of the
 * laptop, so we replace its records with ours: only the address that phones are shown.
 */
function publish(bonjour: Bonjour, service: MdnsService): PublishedService {
  const { hostName: host, port } = service;
  const bonjourService = bonjour.publish({
    name: instanceName(service),
    type: 'http',
    port,
    host,
    probe: true,
  });
  const all = recordsOf(service);
  let isLeaving = false;
  bonjourService.records = () => (isLeaving ? ownRecords(all) : all).map((record) => ({ ...record }));
  return {
    isStopped: () => !bonjourService.activated,
    withdraw(done) {
      isLeaving = true;
      if (bonjourService.published) bonjour.unpublishAll(done);
      else done();
    },
  };
}

function nameFailureOf(error: unknown): NameFailure {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') return { code: 'name_port_held' };
  if (code === 'EACCES' || code === 'EPERM') return { code: 'name_not_allowed' };
  return { code: 'name_refused', error: code === '' ? null : code };
}
