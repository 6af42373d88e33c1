/** Who counts as a phone, over real networks: network namespaces, which only Linux has. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import {
  connectNamespaces,
  findNamespaces,
  type Namespace,
  type NamespacePair,
} from './network-namespaces.harness.ts';

const ROOT = join(import.meta.dirname, '../../..');
const ip = findNamespaces();

interface SeenHost {
  readonly phones_seen: { readonly count: number; readonly last_at: number | null };
  readonly join_urls: readonly string[];
}

/** Runs in the namespace: prints the answer as one line. */
const FETCH = `
const [url, token] = process.argv.slice(1);
const answer = await fetch(url, token === undefined ? {} : { headers: { authorization: 'Bearer ' + token } });
console.log(JSON.stringify({ status: answer.status, body: await answer.text() }));
`;

describe.skipIf(ip.path === null)(`a visit${ip.note}`, { timeout: 60_000 }, () => {
  let wire: NamespacePair;
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    wire = connectNamespaces(ip.path ?? '');
    folder = temporaryFolder();
  });
  afterEach(() => {
    wire.close();
    folder.dispose();
  });

  const visit = async (from: Namespace, url: string, token?: string): Promise<string> => {
    const args = ['--input-type=module', '-e', FETCH, url, ...(token === undefined ? [] : [token])];
    const visitor = from.run(process.execPath, args);
    const answer = await visitor.line((line) => line.startsWith('{'));
    return (JSON.parse(answer) as { body: string }).body;
  };

  it('by the laptop itself is no phone, to whichever of its addresses; one by another device is', async () => {
    for (const args of [
      ['link', 'add', 'spare', 'type', 'veth', 'peer', 'name', 'other'],
      ['addr', 'add', '10.88.0.1/24', 'dev', 'spare'],
      ['link', 'set', 'spare', 'up'],
      ['link', 'set', 'other', 'up'],
      ['addr', 'add', 'fd77::1/64', 'dev', 'wire', 'nodad'],
    ])
      wire.left.ip(...args);
    const options = ['--json', '--no-mdns', '--port', '4747', '--data', folder.path];
    const host = wire.left.run(process.execPath, [join(ROOT, 'src/cli/index.ts'), ...options]);
    const ready = JSON.parse(await host.line((line) => line.startsWith('{"ready":true'))) as {
      banker_token: string;
      join_urls: string[];
    };
    const ask = async () =>
      JSON.parse(await visit(wire.left, 'http://127.0.0.1:4747/api/v2/host', ready.banker_token)) as SeenHost;

    for (const own of ['127.0.0.1', '10.77.0.1', '10.88.0.1', '[fd77::1]', '[::1]'])
      await visit(wire.left, `http://${own}:4747/`);
    expect((await ask()).phones_seen).toEqual({ count: 0, last_at: null });
    expect((await ask()).join_urls).toEqual(ready.join_urls);
    expect(ready.join_urls[0]).toBe('http://10.77.0.1:4747');

    await visit(wire.right, 'http://10.77.0.1:4747/');
    expect((await ask()).phones_seen).toEqual({ count: 1, last_at: expect.any(Number) as number });
    host.process.kill('SIGTERM');
    expect(await host.exit).toBe(0);
  });
});
