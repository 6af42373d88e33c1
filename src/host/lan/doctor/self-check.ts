/** Whether the laptop reaches itself at the address that phones are shown. That proves nothing about phones: see the ladder. */
import { type IncomingHttpHeaders, request } from 'node:http';
import { codeOf } from '../../storage/folders/error-code.ts';
import type { Clock, HostTime } from '../../time/clock.ts';

/** An address of the laptop itself answers at once, or not at all. */
const SELF_CHECK_LIMIT_MS = 3_000;
/** Carries a number that only this host knows, so that it recognises its own request. */
const HEADER = 'self-check';

export interface SelfCheck {
  /** `another`: something else than this host answered. `unreachable`: nothing did. */
  readonly outcome: 'reached' | 'another' | 'unreachable';
  /** The system's code for it; null: no answer in time, or an answer. */
  readonly error: string | null;
  /** Host time in ms. */
  readonly at: number;
}

export interface SelfChecker {
  /** Never rejects. */
  check(address: string, port: number): Promise<SelfCheck>;
  /** Recognises the host's own request, so that it is not taken for a phone's. */
  recognises(headers: IncomingHttpHeaders): boolean;
}

export interface SelfCheckerOptions {
  readonly clock: Pick<Clock, 'after'>;
  readonly hostTime: Pick<HostTime, 'now'>;
  readonly randomBytes: (size: number) => Uint8Array;
}

export function createSelfChecker({ clock, hostTime, randomBytes }: SelfCheckerOptions): SelfChecker {
  const expected = new Set<string>();
  const received = new Set<string>();
  return {
    async check(address, port) {
      const id = Buffer.from(randomBytes(16)).toString('hex');
      expected.add(id);
      const tooLong = new AbortController();
      const cancel = clock.after(SELF_CHECK_LIMIT_MS, () => tooLong.abort());
      const answer = await ask({ address, port, id, signal: tooLong.signal });
      cancel();
      expected.delete(id);
      const isReceived = received.delete(id);
      if (!answer.isThere) return { outcome: 'unreachable', error: answer.error, at: hostTime.now() };
      return { outcome: isReceived ? 'reached' : 'another', error: null, at: hostTime.now() };
    },
    recognises(headers) {
      const id = headers[HEADER];
      if (typeof id !== 'string' || !expected.has(id)) return false;
      received.add(id);
      return true;
    },
  };
}

interface Question {
  readonly address: string;
  readonly port: number;
  readonly id: string;
  readonly signal: AbortSignal;
}

type Answer = { readonly isThere: true } | { readonly isThere: false; readonly error: string | null };

function ask({ address, port, id, signal }: Question): Promise<Answer> {
  return new Promise((resolve) => {
    const options = { host: address, port, method: 'HEAD', path: '/', agent: false, signal } as const;
    const asking = request({ ...options, headers: { [HEADER]: id } });
    asking.on('response', (response) => {
      response.resume();
      resolve({ isThere: true });
    });
    asking.on('error', (error) => resolve(failure(error, signal)));
    asking.end();
  });
}

/** Whatever answers without speaking HTTP is there as well. */
function failure(error: Error, signal: AbortSignal): Answer {
  if (signal.aborted) return { isThere: false, error: null };
  const code = codeOf(error);
  return code.startsWith('HPE_') ? { isThere: true } : { isThere: false, error: code === '' ? null : code };
}
