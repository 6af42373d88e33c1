/** A download mirror on loopback that serves a fake runtime, for the start tests. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { programPath } from './electron-runtime.ts';

/** How the mirror answers a request for the runtime. */
export type MirrorBehaviour = 'good' | 'missing' | 'silent' | 'stops-midway' | 'cut-off' | 'slow-but-steady';

export interface Mirror {
  /** For `ELECTRON_MIRROR`. */
  readonly url: string;
  readonly requests: readonly string[];
  readonly sha256: string;
  close(): void;
}

/** A zip like those that Electron publishes: an executable program, and the version file that the installer looks for. */
export async function runtimeZip(version: string, program: string): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from(version), 'version');
  zip.addBuffer(Buffer.from(program), programPath(process.platform), { mode: 0o100755, compress: false });
  zip.end();
  return buffer(zip.outputStream);
}

/** Serves a runtime for `ELECTRON_MIRROR`, whatever the version asked for, with the given behaviour. */
export async function startMirror(zip: Buffer, behaviour: MirrorBehaviour): Promise<Mirror> {
  const requests: string[] = [];
  const sha256 = createHash('sha256').update(zip).digest('hex');
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    if (path.endsWith('SHASUMS256.txt')) response.end(`${sha256} *${zipName(requests)}\n`);
    else if (behaviour === 'missing') response.writeHead(404).end();
    else if (behaviour !== 'silent') answer(response, zip, behaviour);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${urlOf(server)}/`,
    requests,
    sha256,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(response: ServerResponse, zip: Buffer, behaviour: MirrorBehaviour): void {
  const half = zip.subarray(0, zip.length / 2);
  response.writeHead(200, { 'content-length': zip.length });
  if (behaviour === 'good') response.end(zip);
  else if (behaviour === 'stops-midway') response.write(half);
  else if (behaviour === 'cut-off') response.write(half, () => response.destroy());
  else void trickle(response, zip);
}

/** Sends a chunk every 50 ms. */
async function trickle(response: ServerResponse, zip: Buffer): Promise<void> {
  const size = Math.ceil(zip.length / 10);
  for (let from = 0; from < zip.length; from += size) {
    response.write(zip.subarray(from, from + size));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  response.end();
}

const zipName = (requests: readonly string[]): string =>
  requests.map((path) => /electron-v[^/]*\.zip$/.exec(path)?.[0]).find((name) => name !== undefined) ?? '';

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The mirror has no port.');
  return `http://127.0.0.1:${address.port}`;
}
