/** For tests: the owner's pages on a real host, whose calls or their answers get lost. */
import { createHostAdminClient, type HostAdminClient } from '../../../client/host-admin-client.ts';
import { createHostClient, type HostClient } from '../../../client/host-client.ts';
import { createManualEnvironment, type ManualEnvironment } from '../../../client/manual-environment.fake.ts';
import { createSafeStorage } from '../../../client/safe-storage.ts';
import type { TestApp } from '../../../host/http/test-app.harness.ts';

/** What becomes of a change: its answer gets lost, or the call itself does, before it reaches the host. */
type Fate = 'arrives' | 'answer lost' | 'call lost';

export interface OwnersPage {
  readonly api: HostClient;
  readonly laptop: HostAdminClient;
  readonly device: ManualEnvironment;
}

export interface LosingPages {
  /** A page that has just been loaded, in the same browser as the others. */
  load(): OwnersPage;
  /** Makes a call that gets no answer. */
  lose(fate: Exclude<Fate, 'arrives'>, call: () => Promise<unknown>): Promise<void>;
  /** The keys of all changes that were asked for. */
  readonly keys: readonly (string | null)[];
}

export function losingPages({ url: baseUrl, seats }: Pick<TestApp, 'url' | 'seats'>): LosingPages {
  const items = new Map<string, string>();
  const storage = createSafeStorage(() => ({
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  }));
  const keys: (string | null)[] = [];
  let fate: Fate = 'arrives';
  let loads = 0;
  const send = async (url: string, init: RequestInit): Promise<Response> => {
    if (init.method === 'GET') return fetch(url, init);
    keys.push(new Headers(init.headers).get('idempotency-key'));
    if (fate === 'call lost') throw new TypeError('Failed to fetch');
    const answer = await fetch(url, init);
    if (fate === 'answer lost') throw new TypeError('Failed to fetch');
    return answer;
  };
  return {
    keys,
    load() {
      loads += 1;
      const device = createManualEnvironment({ origin: baseUrl, pageLoad: loads, storage, fetch: send });
      const options = { baseUrl, token: seats.ownerToken, environment: device };
      return { api: createHostClient(options), laptop: createHostAdminClient(options), device };
    },
    async lose(how, call) {
      fate = how;
      const outcome = await call().then(
        () => 'answered',
        () => 'lost',
      );
      fate = 'arrives';
      if (outcome === 'answered') throw new Error('The call was answered.');
    },
  };
}
