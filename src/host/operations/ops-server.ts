/** The port for operators and their programs: whether the host lives, whether it takes new work, and what it counts. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { EXIT, StartError } from '../start/start-error.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import { METRICS_TYPE } from './metrics.ts';

/** Where to listen. */
export interface OpsAddress {
  readonly ip: string;
  readonly port: number;
}

export interface OpsServerOptions {
  readonly address: OpsAddress;
  /** Whether new requests and screens are welcome: not yet, or no more, while the host starts and closes. */
  readonly isReady: () => boolean;
  readonly readMetrics: () => string;
}

export interface OpsServer {
  readonly port: number;
  close(): Promise<void>;
}

const PLAIN = 'text/plain; charset=utf-8';
/** Nothing that is asked for here is long. */
const HEADERS_MS = 5_000;

/** Rejects with `StartError` if the port cannot be had. */
export async function openOpsServer({ address, isReady, readMetrics }: OpsServerOptions): Promise<OpsServer> {
  const answers: Readonly<Record<string, () => readonly [status: number, type: string, body: string]>> = {
    '/healthz': () => [200, PLAIN, 'alive\n'],
    '/readyz': () => (isReady() ? [200, PLAIN, 'ready\n'] : [503, PLAIN, 'not taking new work\n']),
    '/metrics': () => [200, METRICS_TYPE, readMetrics()],
  };
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: HEADERS_MS },
    (request, response) => {
      const { method = '', url = '' } = request;
      const answer = answers[url.split('?', 1)[0] ?? ''];
      const [status, type, body] =
        method !== 'GET' && method !== 'HEAD'
          ? [405, PLAIN, 'GET only\n']
          : (answer?.() ?? [404, PLAIN, 'There are /healthz, /readyz and /metrics.\n']);
      response.writeHead(status, {
        'content-type': type,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        // Whoever asks is gone before the host is.
        connection: 'close',
      });
      response.end(body);
    },
  );
  await listen(server, address);
  const at = server.address();
  return {
    port: at === null || typeof at === 'string' ? address.port : at.port,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, { ip, port }: OpsAddress): Promise<void> {
  server.listen(port, ip);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const address = `${ip}:${port}`;
    throw new StartError(
      EXIT.port,
      { key: 'start_error.ops_port', params: { address, code: codeOf(cause) } },
      { cause },
    );
  }
}
