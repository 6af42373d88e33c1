/** One set of records on one network card: probed, announced, answered for, taken back. */
import { Server } from 'bonjour-service/dist/lib/mdns-server.js';
import type { Clock } from '../clock.ts';
import { codeOf } from '../log/system-error.ts';
import { goodbyeTo, type DnsRecord } from './mdns-records.ts';

/** RFC 6762, 8.1 and 8.3: three questions whether the name is free, then twice the answer. */
const PROBE_AT_MS = [0, 250, 500];
const ANNOUNCE_AT_MS = [750, 1_750];
const GOODBYE_WITHIN_MS = 300;
const PORT = 5353;

export type NameTrouble =
  | { readonly code: 'name_taken' | 'name_port_held' | 'name_not_allowed' }
  /** `error`: the system's code for it; null: it has none. */
  | { readonly code: 'name_refused'; readonly error: string | null };

export interface ResponderOptions {
  readonly records: readonly DnsRecord[];
  readonly hostName: string;
  readonly address: string;
  readonly clock: Clock;
  /** Told why the name does not work. */
  readonly failed: (trouble: NameTrouble) => void;
}

export interface Responder {
  /** Says goodbye and gives the socket back. Never rejects. */
  close(): Promise<void>;
}

/** The part of multicast-dns that is used; bonjour-service leaves it untyped. */
interface MulticastDns {
  on(event: 'ready', listener: () => void): void;
  on(event: 'error' | 'warning', listener: (error: unknown) => void): void;
  on(event: 'response', listener: (packet: { readonly answers: readonly unknown[] }) => void): void;
  query(questions: readonly { name: string; type: string }[], done: (error?: unknown) => void): void;
  respond(answers: readonly DnsRecord[], done: (error?: unknown) => void): void;
  destroy(done: () => void): void;
}

export function openResponder(options: ResponderOptions): Responder {
  const { records, hostName, address, clock, failed } = options;
  const timers: (() => void)[] = [];
  let state: 'opening' | 'open' | 'announced' | 'broken' | 'closed' = 'opening';

  const giveUp = (trouble: NameTrouble) => {
    if (state === 'closed' || state === 'broken') return;
    state = 'broken';
    failed(trouble);
  };
  const fail = (error: unknown) => giveUp(troubleOf(error));
  const sent = (error?: unknown) => {
    if (error !== undefined && error !== null) fail(error);
  };

  // Bound to all addresses, because a socket bound to one of them hears no multicast on Linux.
  const config = { port: PORT, interface: address, bind: '0.0.0.0' };
  const server = new Server(config, fail);
  const mdns = multicastOf(server.mdns);

  const probe = () => {
    if (state === 'open') mdns.query([{ name: hostName, type: 'A' }], sent);
  };
  const announce = () => {
    if (state !== 'open' && state !== 'announced') return;
    if (state === 'open') server.register(records.map((record) => ({ ...record })));
    state = 'announced';
    mdns.respond(records, sent);
  };

  // Without a listener an occupied port would end the process.
  mdns.on('error', fail);
  mdns.on('warning', fail);
  mdns.on('response', ({ answers }) => {
    if (answers.some((answer) => isAnotherOwner(answer, hostName, address))) {
      giveUp({ code: 'name_taken' });
    }
  });
  mdns.on('ready', () => {
    if (state !== 'opening') return;
    state = 'open';
    for (const ms of PROBE_AT_MS) timers.push(clock.after(ms, probe));
    for (const ms of ANNOUNCE_AT_MS) timers.push(clock.after(ms, announce));
  });

  const sayGoodbye = () =>
    new Promise<void>((resolve) => {
      timers.push(clock.after(GOODBYE_WITHIN_MS, resolve));
      mdns.respond(goodbyeTo(records), () => resolve());
    });
  const giveBack = () =>
    new Promise<void>((resolve) => {
      timers.push(clock.after(GOODBYE_WITHIN_MS, resolve));
      mdns.destroy(resolve);
    });

  return {
    async close() {
      const before = state;
      state = 'closed';
      for (const cancel of timers.splice(0)) cancel();
      if (before === 'closed') return;
      if (before === 'announced') await sayGoodbye();
      await giveBack();
      for (const cancel of timers.splice(0)) cancel();
    },
  };
}

function multicastOf(value: unknown): MulticastDns {
  if (!isMulticast(value)) throw new Error('bonjour-service has another inside than it had');
  return value;
}

function isMulticast(value: unknown): value is MulticastDns {
  return (
    typeof value === 'object' &&
    value !== null &&
    'respond' in value &&
    'query' in value &&
    'destroy' in value
  );
}

function isAnotherOwner(answer: unknown, hostName: string, address: string): boolean {
  if (
    typeof answer !== 'object' ||
    answer === null ||
    !('name' in answer && 'type' in answer && 'data' in answer)
  )
    return false;
  if (answer.type !== 'A' || typeof answer.name !== 'string' || answer.data === address) return false;
  return answer.name.toLowerCase() === hostName && !('ttl' in answer && answer.ttl === 0);
}

function troubleOf(error: unknown): NameTrouble {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') return { code: 'name_port_held' };
  if (code === 'EACCES' || code === 'EPERM') return { code: 'name_not_allowed' };
  return { code: 'name_refused', error: code === '' ? null : code };
}
