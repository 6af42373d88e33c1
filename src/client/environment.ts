/** Everything the client takes from the outside world. Tests hand in their own; pages take `browserEnvironment()`. */
import { openBrowserSocket, type OpenSocket } from './socket.ts';

export type Cancel = () => void;

/** What the page or the network tells: it is looked at or put away, the network is back, somebody touched it. */
export type Sign = 'visible' | 'hidden' | 'online' | 'tap';

export interface Environment {
  /** Where the host is unless a `baseUrl` says otherwise, as `http://192.168.1.5:4747`; '' when unknown. */
  readonly origin: string;
  /** Ms from an arbitrary start; never jumps; stands still on some devices while they sleep. */
  steady(): number;
  /** The device's wall clock, ms since 1970; only ever compared with itself. */
  wall(): number;
  /** 0 <= x < 1 */
  random(): number;
  randomBytes(count: number): Uint8Array;
  /** Calls back once, after about `ms`. */
  after(ms: number, call: () => void): Cancel;
  openSocket: OpenSocket;
  fetch(url: string, init: RequestInit): Promise<Response>;
  isVisible(): boolean;
  /** Returns what uninstalls it. */
  watch(listener: (sign: Sign) => void): Cancel;
  /** Tells whoever looks after this place what nobody else took care of. */
  report(error: unknown): void;
}

/** A place without a page: Node, or a worker. Always visible, gives no signs. A token needs an `openSocket` of its own. */
export function plainEnvironment(own: Partial<Environment> = {}): Environment {
  return {
    origin: '',
    steady: () => performance.now(),
    wall: () => Date.now(),
    random: () => Math.random(),
    // Not crypto.randomUUID: a phone on plain http has none.
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    openSocket: openBrowserSocket,
    fetch: (url, init) => fetch(url, init),
    isVisible: () => true,
    watch: () => () => undefined,
    report: throwLater,
    ...own,
  };
}

/** As an error that nothing caught: the console of a page shows it, Node says it and ends. */
function throwLater(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}

/** A page: its origin, its visibility, its taps. */
function browserEnvironment(own: Partial<Environment> = {}): Environment {
  return plainEnvironment({
    origin: location.origin,
    isVisible: () => document.visibilityState !== 'hidden',
    watch: watchPage,
    ...own,
  });
}

function watchPage(listener: (sign: Sign) => void): Cancel {
  const watching = new AbortController();
  const { signal } = watching;
  const passive = { signal, passive: true, capture: true };
  const looked = () => listener(document.visibilityState === 'hidden' ? 'hidden' : 'visible');
  document.addEventListener('visibilitychange', looked, { signal });
  addEventListener('pageshow', () => listener('visible'), { signal });
  addEventListener('online', () => listener('online'), { signal });
  addEventListener('pointerdown', () => listener('tap'), passive);
  addEventListener('keydown', () => listener('tap'), passive);
  return () => watching.abort();
}

/** `browserEnvironment()` where there is a page, else `plainEnvironment()`. */
export function defaultEnvironment(): Environment {
  return typeof document === 'undefined' ? plainEnvironment() : browserEnvironment();
}
