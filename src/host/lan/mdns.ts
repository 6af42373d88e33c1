/** The laptop's name on the network. Whatever goes wrong here is a warning: phones come by the address in the QR code. */
import { isIPv4 } from 'node:net';
import type { Warning } from '../../protocol/host-warnings.ts';
import type { Clock } from '../time/clock.ts';
import type { Announced } from './mdns-records.ts';
import { type NameTrouble, openResponder, type Responder } from './mdns-responder.ts';

export interface MdnsOptions {
  readonly hostName: string;
  readonly port: number;
  readonly title: () => string;
  /** The address phones are shown; null: no network. */
  readonly address: () => string | null;
  readonly clock: Clock;
  /** Null: all is well. */
  readonly warn: (warning: Warning | null) => void;
}

export interface Mdns {
  /** Says anew what is true now, where it changed: another address, another game. */
  follow(): void;
  /** Starts afresh: after the laptop woke, the sockets of before may be dead. */
  renew(): void;
  /** Takes the name back until the next `renew`. */
  withdraw(): void;
  /** Takes the name back for good; resolves when everybody was told, after 300 ms at most. */
  close(): Promise<void>;
}

/** Where nobody wants the laptop to be announced. */
export const NO_MDNS: Mdns = {
  follow() {},
  renew() {},
  withdraw() {},
  close: () => Promise.resolve(),
};

export function createMdns(options: MdnsOptions): Mdns {
  const { hostName, port, title, address, clock, warn } = options;
  let responder: Responder | null = null;
  let said = '';
  let isOut = false;

  const present = (): Announced | null => {
    const shown = address();
    return shown === null || !isIPv4(shown) ? null : { hostName, port, title: title(), address: shown };
  };

  const end = (): Promise<void> => {
    const ended = responder?.close() ?? Promise.resolve();
    responder = null;
    said = '';
    return ended;
  };

  const begin = (announced: Announced | null) => {
    warn(null);
    said = JSON.stringify(announced);
    if (announced === null) return;
    responder = openResponder({
      announced,
      clock,
      failed: (trouble) => warn(warningOf(hostName, trouble)),
    });
  };

  return {
    follow() {
      const announced = present();
      if (isOut || JSON.stringify(announced) === said) return;
      void end();
      begin(announced);
    },
    renew() {
      isOut = false;
      void end();
      begin(present());
    },
    withdraw() {
      isOut = true;
      void end();
    },
    close() {
      isOut = true;
      return end();
    },
  };
}

function warningOf(name: string, trouble: NameTrouble): Warning {
  return trouble.code === 'name_refused'
    ? { code: trouble.code, params: { name, error: trouble.error } }
    : { code: trouble.code, params: { name } };
}
