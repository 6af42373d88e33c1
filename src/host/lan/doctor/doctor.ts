/** The network doctor: collects evidence of whether phones reach the laptop, and says where they may be stuck. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { System } from '../../../protocol/doctor-codes.ts';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import type { Clock, HostTime } from '../../time/clock.ts';
import type { FirewallReading, ReadFirewall } from '../firewall/firewall-reading.ts';
import type { Lan } from '../lan.ts';
import { createArrivals } from './arrivals.ts';
import { likelyCauses } from './causes.ts';
import { climbLadder, firstNotPassed } from './ladder.ts';
import { type SelfCheck, createSelfChecker } from './self-check.ts';

/** How old an answer may get while somebody looks and no phone has come yet, ms. */
export const SELF_CHECK_GAP_MS = 10_000;
/** Asking the firewall takes a slow laptop some seconds of work. */
export const FIREWALL_GAP_MS = 20_000;

export interface DoctorOptions {
  readonly clock: Clock;
  readonly hostTime: HostTime;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly network: Pick<Lan, 'addresses' | 'shown' | 'onChange'>;
  /** 0 until the host listens. */
  readonly port: () => number;
  /** Whether a connection from this address is the laptop's own. */
  readonly isOwn: (remoteAddress: string) => boolean;
  readonly system: System;
  /** Whether the system asks before a program may use the local network. */
  readonly asksForLocalNetwork: boolean;
  readonly readFirewall: ReadFirewall;
}

export interface Doctor {
  /** Returns whether another device made the request. */
  recordRequest(request: Pick<IncomingMessage, 'headers' | 'socket'>): boolean;
  /** A browser tried https on this connection. */
  recordTls(socket: Socket): void;
  /** A seat's live connection opened. */
  recordSocket(socket: Socket): void;
  /** A desk or board has been told the address: from now on phones may scan it. */
  recordCodeShown(): void;
  /** What is known now. Asks for what is out of date; that is in a later report. */
  report(): DoctorReport;
  /** Ends what is being asked. */
  close(): void;
}

const NOTHING_READ: FirewallReading = { isOpen: null, causes: [], unread: [] };

export function createDoctor(options: DoctorOptions): Doctor {
  const { clock, hostTime, network, port, isOwn, system, asksForLocalNetwork, readFirewall } = options;
  const arrivals = createArrivals({ hostTime, isOwn });
  const selfChecker = createSelfChecker(options);
  const closing = new AbortController();
  const listeningSince = hostTime.now();
  let seen = { address: network.shown()?.address ?? null, since: listeningSince };
  let codeShownSince: number | null = null;
  let self: SelfCheck | null = null;
  let firewall = NOTHING_READ;

  /** Evidence about another address counts no more. */
  const follow = () => {
    const address = network.shown()?.address ?? null;
    if (address === seen.address) return;
    seen = { address, since: hostTime.now() };
    codeShownSince = null;
    self = null;
    firewall = NOTHING_READ;
    checkSelf.reset();
    checkFirewall.reset();
  };

  const checkSelf = atMostEvery(SELF_CHECK_GAP_MS, clock, async () => {
    const { address } = seen;
    if (address === null) return;
    const result = await selfChecker.check(address, port());
    if (address === seen.address) self = result;
  });

  const checkFirewall = atMostEvery(FIREWALL_GAP_MS, clock, async () => {
    const { address } = seen;
    const interfaceName = network.shown()?.interfaceName ?? '';
    const reading = await readFirewall({ interfaceName, port: port() }, closing.signal);
    if (address === seen.address) firewall = reading;
  });

  const isHere = (address: string | null) =>
    network.addresses().some((one) => one.address === address && one.interfaceName !== '');

  const stopFollowing = network.onChange(follow);
  return {
    recordRequest({ headers, socket }) {
      return !selfChecker.recognises(headers) && arrivals.recordRequest(socket);
    },
    recordTls: (socket) => arrivals.recordTls(socket),
    recordSocket: (socket) => arrivals.recordSocket(socket),
    recordCodeShown() {
      follow();
      codeShownSince ??= hostTime.now();
    },
    report() {
      follow();
      const { address, since: addressSince } = seen;
      const isAddressHere = isHere(address);
      // Port forwarding leads phones to an address of ours that we cannot know.
      const phones = arrivals.heardAt(isAddressHere ? address : null);
      if (address !== null && phones.firstRequestAt === null && !closing.signal.aborted) {
        checkSelf.run();
        checkFirewall.run();
      }
      const elsewhere = address === null || !isAddressHere ? null : arrivals.elsewhere(address);
      const { count, lastAt } = arrivals.tls();
      const rungs = climbLadder({
        now: hostTime.now(),
        listeningSince,
        address,
        isAddressHere,
        addressSince,
        codeShownSince,
        self,
        phones,
        hasTried:
          elsewhere !== null || (lastAt !== null && codeShownSince !== null && lastAt >= codeShownSince),
        isBlocked: firewall.isOpen === false,
      });
      const next = firstNotPassed(rungs);
      const addresses = network.addresses();
      const circumstances = { address, addresses, self, elsewhere, firewall, asksForLocalNetwork };
      return {
        system,
        port: port(),
        address,
        rungs: rungs.map((rung) => ({ ...rung })),
        causes: next === null ? [] : likelyCauses({ ...circumstances, rung: next.rung }).map(onWire),
        is_firewall_open: firewall.isOpen,
        unread: firewall.unread.map((unread) => ({ ...unread })),
        https_tries: { count, last_at: lastAt },
      };
    },
    close() {
      closing.abort();
      stopFollowing();
    },
  };
}

const onWire = ({ code, params, command }: ReturnType<typeof likelyCauses>[number]) => ({
  code,
  params: { ...params },
  command,
});

interface Rarely {
  /** Does nothing while it runs, and for a while afterwards. */
  run(): void;
  /** Lets the next run begin at once. */
  reset(): void;
}

/** @param act never rejects. */
function atMostEvery(gapMs: number, clock: Pick<Clock, 'monotonic'>, act: () => Promise<void>): Rarely {
  let isRunning = false;
  let resets = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    run() {
      if (isRunning || clock.monotonic() - lastAt < gapMs) return;
      isRunning = true;
      const resetsBefore = resets;
      void act().finally(() => {
        isRunning = false;
        if (resets === resetsBefore) lastAt = clock.monotonic();
      });
    },
    reset() {
      resets += 1;
      lastAt = Number.NEGATIVE_INFINITY;
    },
  };
}
