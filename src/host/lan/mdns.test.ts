/** The name on the network, as another mDNS implementation hears it in a network namespace, which only Linux has. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTool } from '../../../scripts/find-tool.ts';
import { inLongForm } from '../../../scripts/long-form.fixtures.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import {
  type NamespacedProcess,
  connectNamespaces,
  findNamespaces,
  type Namespace,
  type NamespacePair,
} from './network-namespaces.harness.ts';

const ROOT = join(import.meta.dirname, '../../..');
const ip = findNamespaces();
const zeroconf = findTool('zeroconf');
const canObserve = ip.path !== null && zeroconf.path !== null;
const note = ip.note || zeroconf.note;

interface ObserverReport {
  readonly what: string;
  readonly name?: string;
  readonly server?: string;
  readonly port?: number;
  readonly addresses?: readonly string[];
}

describe.skipIf(!canObserve)(`the name on the network${note}`, { timeout: 60_000 }, () => {
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

  const startHost = (where: Namespace): NamespacedProcess =>
    where.run(process.execPath, [
      join(ROOT, 'src/cli/index.ts'),
      '--json',
      '--port',
      '4747',
      '--data',
      folder.path,
    ]);

  const startObserver = async (where: Namespace, address: string): Promise<NamespacedProcess> => {
    const observer = where.run(zeroconf.path ?? '', [join(import.meta.dirname, 'mdns-observer.py'), address]);
    await observer.line((line) => line.includes('listening'));
    return observer;
  };

  const waitForReport = async (
    observer: NamespacedProcess,
    wanted: (report: ObserverReport) => boolean,
  ): Promise<ObserverReport> =>
    JSON.parse(await observer.line((line) => wanted(JSON.parse(line) as ObserverReport))) as ObserverReport;

  it('is heard with port and address, follows the address, and is taken back at the end', async () => {
    const observer = await startObserver(wire.right, '10.77.0.2');
    const host = startHost(wire.left);
    await host.line((line) => line.startsWith('{"ready":true'));

    const added = await waitForReport(observer, ({ what }) => what === 'added');
    expect(added.name).toMatch(/^Trading Game Night \(night-[0-9a-f]{4}\)\._http\._tcp\.local\.$/);
    expect(added.server).toMatch(/^night-[0-9a-f]{4}\.local\.$/);
    expect(added).toMatchObject({ port: 4747, addresses: ['10.77.0.1'] });

    wire.left.ip('addr', 'add', '10.77.0.9/24', 'dev', 'wire');
    wire.left.ip('addr', 'del', '10.77.0.1/24', 'dev', 'wire');
    wire.left.ip('addr', 'replace', '10.77.0.9/24', 'dev', 'wire');
    await waitForReport(
      observer,
      ({ what, addresses }) => what !== 'removed' && addresses?.join(' ') === '10.77.0.9',
    );

    const before = observer.lines.filter((line) => line.includes('"removed"')).length;
    host.process.kill('SIGTERM');
    expect(await host.exit).toBe(0);
    await observer.line(() => observer.lines.filter((line) => line.includes('"removed"')).length > before);
  });

  inLongForm(() => {
    it('comes with the one address that phones are shown, where the laptop has more', async () => {
      wire.left.ip('addr', 'add', '10.77.0.8/24', 'dev', 'wire');
      wire.left.ip('addr', 'add', 'fd77::8/64', 'dev', 'wire', 'nodad');
      const observer = await startObserver(wire.right, '10.77.0.2');
      const host = startHost(wire.left);
      const ready = JSON.parse(await host.line((line) => line.startsWith('{"ready":true'))) as {
        join_urls: string[];
      };
      const { addresses } = await waitForReport(observer, ({ what }) => what === 'added');
      expect(addresses?.map((address) => `http://${address}:4747`)).toEqual(ready.join_urls.slice(0, 1));
      host.process.kill('SIGTERM');
      expect(await host.exit).toBe(0);
    });
  });

  it('is a warning, not an end, where another program holds the mDNS port for itself', async () => {
    const holder = wire.left.run(process.execPath, [
      '-e',
      "require('dgram').createSocket('udp4').bind(5353, () => console.log('held'));setTimeout(() => {}, 60_000)",
    ]);
    await holder.line((line) => line === 'held');
    const host = startHost(wire.left);
    await host.line((line) => line.startsWith('{"ready":true'));
    await host.error((line) => line.includes('another program is using UDP port 5353'));
    host.process.kill('SIGTERM');
    expect(await host.exit).toBe(0);
  });

  inLongForm(() => {
    it('is a warning where another laptop has the same name', async () => {
      const first = startHost(wire.left);
      await first.line((line) => line.startsWith('{"ready":true'));
      const second = temporaryFolder();
      try {
        // The same host key makes the same name: a data folder that was copied.
        copyFileSync(join(folder.path, 'host.key'), join(second.path, 'host.key'));
        const other = wire.right.run(process.execPath, [
          join(ROOT, 'src/cli/index.ts'),
          '--json',
          '--port',
          '4747',
          '--data',
          second.path,
        ]);
        await other.line((line) => line.startsWith('{"ready":true'));
        await other.error((line) => line.includes('another laptop in this network has the same name'));
        other.process.kill('SIGTERM');
        expect(await other.exit).toBe(0);
      } finally {
        second.dispose();
      }
    });
  });

  it('comes up and ends without any network', async () => {
    wire.left.ip('link', 'set', 'wire', 'down');
    wire.left.ip('addr', 'flush', 'dev', 'wire');
    const host = startHost(wire.left);
    const ready = JSON.parse(await host.line((line) => line.startsWith('{"ready":true'))) as {
      join_urls: string[];
    };
    expect(ready.join_urls).toEqual([]);
    await host.error((line) => line.includes('not on any network'));
    host.process.kill('SIGTERM');
    expect(await host.exit).toBe(0);
  });
});
