/** Another device answers to the name while that is asked for, which the library prints: Linux's network namespaces have such a device. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { connectNamespaces, findNamespaces, type NamespacePair } from './network-namespaces.harness.ts';

const CLI = join(import.meta.dirname, '../../cli/index.ts');
const byName = createRequire(import.meta.filename);
const library = createRequire(byName.resolve('bonjour-service')).resolve('multicast-dns');
const ip = findNamespaces();
/** Says of every service that is asked for by its name that it is here. */
const ANSWERS_EVERYTHING = `
  const mdns = require(${JSON.stringify(library)})({ interface: '10.77.0.2', bind: '0.0.0.0' });
  mdns.on('query', ({ questions }) => {
    for (const { name, type } of questions)
      if (type === 'ANY') mdns.respond([{ name, type: 'SRV', ttl: 120, data: { port: 80, target: 'other.local' } }]);
  });
  mdns.on('ready', () => console.log('ready'));
`;

describe.skipIf(ip.path === null)(`a name that another device answers to${ip.note}`, () => {
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

  it('is a warning, and nothing on standard output beside the one line', { timeout: 120_000 }, async () => {
    const other = wire.right.run(process.execPath, ['-e', ANSWERS_EVERYTHING]);
    await other.line((line) => line === 'ready', 45_000);
    const host = wire.left.run(process.execPath, [CLI, '--json', '--port', '4747', '--data', folder.path]);
    await host.error((line) => line.includes('another laptop in this network has the same name'), 45_000);
    host.process.kill('SIGTERM');
    expect(await host.exit).toBe(0);
    expect(host.lines.map((line) => line.slice(0, 13))).toEqual(['{"ready":true']);
  });
});
