/** A page's way in. It lives outside React: however often effects run, a one-time link is redeemed once. */

export interface AccessStore<Access> {
  /** Null until the first answer. */
  readonly getAccess: () => Access | null;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks now, unless an answer is on its way. */
  readonly retry: () => void;
  /** Asks now, whatever is on its way: only the newest answer counts. */
  readonly restart: () => void;
}

export interface AccessStoreOptions<Access> {
  /** Asks the host. What it throws is left for the browser to report. */
  readonly request: () => Promise<Access>;
  /** True when the host gave no answer: it is asked again after `retryMs`. */
  readonly isAway: (access: Access) => boolean;
  readonly retryMs: number;
  /** Called after listeners have heard of the answer. */
  readonly onAnswer: (access: Access) => void;
  readonly timers: Pick<typeof globalThis, 'setTimeout' | 'clearTimeout'>;
}

/** Asks at once. */
export function createAccessStore<Access>(options: AccessStoreOptions<Access>): AccessStore<Access> {
  const { request, isAway, retryMs, onAnswer, timers } = options;
  const listeners = new Set<() => void>();
  let access: Access | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts requests, so that an answer knows whether it was overtaken. */
  let newest = 0;
  let isPending = false;

  const ask = async () => {
    timers.clearTimeout(timer);
    newest += 1;
    const mine = newest;
    isPending = true;
    try {
      const answer = await request();
      if (mine !== newest) return;
      access = answer;
    } finally {
      if (mine === newest) isPending = false;
    }
    for (const listener of listeners) listener();
    if (isAway(access)) timer = timers.setTimeout(() => void ask(), retryMs);
    onAnswer(access);
  };

  void ask();
  return {
    getAccess: () => access,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry() {
      if (!isPending) void ask();
    },
    restart: () => void ask(),
  };
}
