/** Everything the client needs from its surroundings. Tests pass their own; pages use `browserEnvironment()`. */
import { browserStorage, createSafeStorage, type SafeStorage } from './safe-storage.ts';
import { openBrowserSocket, type OpenSocket } from './socket.ts';

export type Cancel = () => void;

/** Signals from the page and the network: shown or hidden, back online, tapped. */
export type PageSignal = 'visible' | 'hidden' | 'online' | 'tap';

interface PageChannel {
  /** To all the others. */
  post(message: unknown): void;
  close(): void;
}

export interface Environment {
  /** Where the host is unless a `baseUrl` says otherwise, as `http://192.168.1.5:4747`; '' when unknown. */
  readonly origin: string;
  /** Ms from an arbitrary start; never jumps; stops on some devices while they sleep. */
  monotonic(): number;
  /** The device's wall clock, ms since 1970; only ever compared with itself. */
  wall(): number;
  /** 0 <= x < 1 */
  random(): number;
  randomBytes(count: number): Uint8Array;
  /** Calls `callback` once, after about `ms`. */
  after(ms: number, callback: () => void): Cancel;
  /** Calls `callback` once, before the next frame is drawn; while nothing is drawn, soon. */
  nextFrame(callback: () => void): Cancel;
  openSocket: OpenSocket;
  /** Talks to the other pages of this browser that came from the same address; null: that is not possible. */
  openChannel(name: string, onMessage: (message: unknown) => void): PageChannel | null;
  /** Where keys of unanswered requests are kept. */
  readonly storage: SafeStorage;
  /** Differs for each load of the page. */
  readonly pageLoad: number;
  fetch(url: string, init: RequestInit): Promise<Response>;
  isVisible(): boolean;
  /** Returns the unsubscriber. */
  onPageSignal(listener: (signal: PageSignal) => void): Cancel;
  /** Reports an error that nothing handled. */
  reportError(error: unknown): void;
}

/** A frame at 60 Hz, ms. */
const FRAME_MS = 16;
/** Hidden pages draw no frames, but their titles and sounds go on, ms. */
const NO_FRAME_MS = 100;

/** An environment without a page: Node, or a worker. Always visible, no signals. A token needs an `openSocket` that sends it. */
export function headlessEnvironment(overrides: Partial<Environment> = {}): Environment {
  return {
    origin: '',
    monotonic: () => performance.now(),
    wall: () => Date.now(),
    random: () => Math.random(),
    // Not crypto.randomUUID: a phone on plain http has none.
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    nextFrame: (callback) => {
      const timer = setTimeout(callback, FRAME_MS);
      return () => clearTimeout(timer);
    },
    openSocket: openBrowserSocket,
    openChannel: () => null,
    storage: createSafeStorage(),
    pageLoad: performance.timeOrigin,
    fetch: (url, init) => fetch(url, init),
    isVisible: () => true,
    onPageSignal: () => () => undefined,
    reportError: throwUncaught,
    ...overrides,
  };
}

/** Throws outside the call stack: a page logs it to the console, Node prints it and exits. */
export function throwUncaught(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}

/** A page: its origin, its visibility, its taps. */
function browserEnvironment(overrides: Partial<Environment> = {}): Environment {
  return headlessEnvironment({
    origin: location.origin,
    storage: browserStorage(),
    isVisible: () => document.visibilityState !== 'hidden',
    onPageSignal: watchPage,
    nextFrame: nextAnimationFrame,
    openChannel: openBroadcastChannel,
    ...overrides,
  });
}

function openBroadcastChannel(name: string, onMessage: (message: unknown) => void): PageChannel | null {
  // Older Safaris have none.
  if (typeof BroadcastChannel === 'undefined') return null;
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => onMessage(data));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
    post: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}

function nextAnimationFrame(callback: () => void): Cancel {
  const cancel = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const call = () => {
    cancel();
    callback();
  };
  const frame = requestAnimationFrame(call);
  const timer = setTimeout(call, NO_FRAME_MS);
  return cancel;
}

function watchPage(listener: (signal: PageSignal) => void): Cancel {
  const controller = new AbortController();
  const { signal } = controller;
  const passive = { signal, passive: true, capture: true };
  const onVisibilityChange = () => listener(document.visibilityState === 'hidden' ? 'hidden' : 'visible');
  document.addEventListener('visibilitychange', onVisibilityChange, { signal });
  addEventListener('pageshow', () => listener('visible'), { signal });
  addEventListener('online', () => listener('online'), { signal });
  addEventListener('pointerdown', () => listener('tap'), passive);
  addEventListener('keydown', () => listener('tap'), passive);
  return () => controller.abort();
}

/** `browserEnvironment()` where there is a page, otherwise `headlessEnvironment()`. */
export function defaultEnvironment(): Environment {
  return typeof document === 'undefined' ? headlessEnvironment() : browserEnvironment();
}
