/** What each call costs because every connection is judged: the same calls to two servers that differ in nothing else. */
import { Server } from 'node:http';
import { createConnections, type Connections } from '../src/host/connections/connections.ts';
import { crowdLimits } from '../src/host/connections/open-limit.ts';
import { createBaseApp } from '../src/host/http/base-app.ts';
import { systemClock } from '../src/host/time/clock.ts';
import type { Measurement } from './measurement.ts';
import { RawHttpClient } from './raw-clients.ts';
import { median, medianRatio } from './statistics.ts';

export interface ConnectionLimitsSizes {
  rounds: number;
  /** Per round and server, one at a time. */
  calls: number;
}

type Watch = Pick<Connections, 'createServer' | 'isTrustedProxy' | 'whenDelivered'>;

/** Nobody is watched. */
const UNLIMITED: Watch = {
  createServer: (handler, options) => new Server(options, handler),
  isTrustedProxy: () => false,
  whenDelivered: (_socket, send) => send(),
};

/** Measures both servers in turns, within one process. */
export async function measureConnectionLimits({
  rounds,
  calls,
}: ConnectionLimitsSizes): Promise<Measurement[]> {
  const connections = createConnections({
    clock: systemClock(),
    limits: crowdLimits(null),
    trustedProxies: [],
    report: (message) => console.error(message),
    warn: () => {},
  });
  const [limited, unlimited] = [await startServer(connections), await startServer(UNLIMITED)];
  const times = { limited: [] as number[], unlimited: [] as number[] };
  // The first round compiles what the others run.
  for (let round = -1; round < rounds; round += 1) {
    const [one, other] = [await limited.time(calls), await unlimited.time(calls)];
    if (round < 0) continue;
    times.limited.push(one);
    times.unlimited.push(other);
  }
  await Promise.all([limited.close(), unlimited.close()]);
  connections.close();
  const value = medianRatio(times.limited, times.unlimited);
  return [
    {
      name: `${calls} calls, with limits on connections / without`,
      clients: 1,
      ours: median(times.limited),
      baseline: median(times.unlimited),
      value,
      unit: 'ms',
      target: '<= 1.3',
      met: value <= 1.3,
    },
  ];
}

async function startServer(connections: Watch) {
  const app = createBaseApp({
    connections,
    access: { isTrustedOrigin: () => true },
    visitors: { record: () => {}, recordTls: () => {} },
  });
  app.post('/call', () => ({ answered: true }));
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  return {
    /** Ms. */
    async time(calls: number): Promise<number> {
      // A connection that shows no right is closed after a while.
      const client = await RawHttpClient.open(url);
      const startedAt = performance.now();
      for (let call = 0; call < calls; call += 1) await client.call('POST', '/call', '', {});
      const elapsed = performance.now() - startedAt;
      client.close();
      return elapsed;
    },
    close: () => app.close(),
  };
}
