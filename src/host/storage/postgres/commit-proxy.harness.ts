/** For tests: the network between a store and PostgreSQL, which can lose a commit, or the answer to it. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What becomes of the next commit. `lost`: it never arrives. `unanswered`: it is carried out, and nobody hears of it. `last`: the
 * same, and then nobody gets through any more. */
type CommitFate = 'answered' | 'unanswered' | 'lost' | 'last';

export interface CommitProxy {
  readonly port: number;
  /** Counts as soon as the next commit passes, and for that one alone. */
  fate: CommitFate;
  /** Whether those who connect get through. */
  isOpen: boolean;
  /** Nobody gets through until `isOpen` is set, and the server does not hear of it: it takes those who were connected for there. */
  loseSilently(): void;
  /** The same, and the server hears of it. */
  lose(): void;
  close(): void;
}

/** The prepared statement as it is called: a name that ends in a zero byte. */
const COMMIT = 'commit\0';

export async function openCommitProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<CommitProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    // A broken connection is what this is for.
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    keep(client);
    clients.add(client);
    if (!proxy.isOpen) {
      client.destroy();
      return;
    }
    const upstream = connect(target.port, target.host);
    keep(upstream);
    let isCut = false;
    const cut = () => {
      isCut = true;
      client.destroy();
      upstream.destroy();
      if (!proxy.isOpen) proxy.cutAll();
    };
    upstream.on('data', (chunk) => {
      if (isCut) cut();
      else client.write(chunk);
    });
    upstream.on('close', cut);
    client.on('close', () => {
      if (!proxy.isSilent) cut();
    });
    client.on('data', (chunk) => {
      const fate = chunk.includes(COMMIT) ? proxy.fate : 'answered';
      if (fate !== 'answered') proxy.fate = 'answered';
      // Cut by the answer, so that the commit has happened.
      isCut ||= fate === 'unanswered' || fate === 'last';
      if (fate === 'last') proxy.isOpen = false;
      if (fate === 'lost') cut();
      else upstream.write(chunk);
    });
  });
  const proxy = {
    port: 0,
    fate: 'answered' as CommitFate,
    isOpen: true,
    isSilent: false,
    loseSilently() {
      proxy.isSilent = true;
      proxy.isOpen = false;
      for (const client of clients) client.destroy();
    },
    lose() {
      proxy.isOpen = false;
      proxy.cutAll();
    },
    cutAll() {
      for (const socket of sockets) socket.destroy();
    },
    close() {
      server.close();
      proxy.cutAll();
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy is not open.');
  proxy.port = address.port;
  return proxy;
}
