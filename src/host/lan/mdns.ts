/** Announces the laptop's name on the network. Failures are only warnings: phones use the address in the QR code. */
import { isIPv4 } from 'node:net';
import type { Warning } from '../../protocol/host-warnings.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import type { MdnsService } from './mdns-records.ts';
import { type NameFailure, openResponder, type Responder } from './mdns-responder.ts';

/** After a failure the name is tried again this much later: the other laptop may have left. */
export const NAME_RETRY_MS = 60_000;
/** A name that nothing was said against for this long works. */
export const NAME_SETTLED_MS = 3_000;

export interface MdnsOptions {
  readonly hostName: string;
  readonly port: number;
  readonly title: () => string;
  /** The address that phones are shown; null: no network. */
  readonly address: () => string | null;
  readonly clock: Clock;
  /** Null: all is well. */
  readonly warn: (warning: Warning | null) => void;
  /** The real one unless a test passes in its own. */
  readonly open?: typeof openResponder;
}

export interface Mdns {
  /** Announces the current address and game if either has changed. */
  update(): void;
  /** Starts afresh: the old sockets may be dead after the laptop has woken. */
  restart(): void;
  /** Withdraws the name until the next `restart`. */
  withdraw(): void;
  /** Withdraws the name for good. Resolves once the goodbye is sent, after 600 ms at most. */
  close(): Promise<void>;
}

/** For hosts that are not announced. */
export const NO_MDNS: Mdns = {
  update() {},
  restart() {},
  withdraw() {},
  close: () => Promise.resolve(),
};

export function createMdns(options: MdnsOptions): Mdns {
  const { hostName, port, title, address, clock, warn, open = openResponder } = options;
  let responder: Responder | null = null;
  let announcedJson = '';
  let isWithdrawn = false;
  let cancelRetry: Cancel = () => undefined;
  let cancelSettled: Cancel = () => undefined;

  const currentService = (): MdnsService | null => {
    const shown = address();
    return shown === null || !isIPv4(shown) ? null : { hostName, port, title: title(), address: shown };
  };

  const end = (): Promise<void> => {
    cancelRetry();
    cancelSettled();
    const ended = responder?.close() ?? Promise.resolve();
    responder = null;
    announcedJson = '';
    return ended;
  };

  const begin = (service: MdnsService | null) => {
    announcedJson = JSON.stringify(service);
    if (service === null) return warn(null);
    cancelSettled = clock.after(NAME_SETTLED_MS, () => warn(null));
    responder = open({
      service,
      clock,
      onFailure(failure) {
        cancelSettled();
        warn(warningOf(hostName, failure));
        cancelRetry = clock.after(NAME_RETRY_MS, () => {
          void end();
          begin(currentService());
        });
      },
    });
  };

  return {
    update() {
      const service = currentService();
      if (isWithdrawn || JSON.stringify(service) === announcedJson) return;
      void end();
      begin(service);
    },
    restart() {
      isWithdrawn = false;
      void end();
      begin(currentService());
    },
    withdraw() {
      isWithdrawn = true;
      void end();
    },
    close() {
      isWithdrawn = true;
      return end();
    },
  };
}

function warningOf(name: string, failure: NameFailure): Warning {
  return failure.code === 'name_refused'
    ? { code: failure.code, params: { name, error: failure.error } }
    : { code: failure.code, params: { name } };
}
