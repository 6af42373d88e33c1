/** The doctor on a real network with a real firewall: two network namespaces, which only Linux has. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTool } from '../../../../scripts/find-tool.ts';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import { temporaryFolder } from '../../storage/events.fixtures.ts';
import { connectNamespaces, findNamespaces, type NamespacePair } from '../network-namespaces.harness.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const ip = findNamespaces();
const nft = findTool('nft');
const canRun = ip.path !== null && nft.path !== null;
const PORT = '4747';
const ADDRESS = '10.77.0.1';

interface Ready {
  readonly url: string;
  readonly banker_token: string;
}

describe.skipIf(!canRun)(`the doctor in a real network${ip.note || nft.note}`, { timeout: 90_000 }, () => {
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

  /** Runs a few lines of JavaScript on one side; resolves with what they print as JSON. */
  const evaluate = async <Answer>(side: 'left' | 'right', script: string): Promise<Answer> => {
    const run = wire[side].run(process.execPath, ['--input-type=module', '-e', script]);
    return JSON.parse(await run.line((line) => line.startsWith('{'))) as Answer;
  };

  const startHost = async (): Promise<Ready> => {
    const options = ['--json', '--port', PORT, '--no-mdns', '--data', folder.path];
    const host = wire.left.run(process.execPath, [join(ROOT, 'src/cli/index.ts'), ...options]);
    return JSON.parse(await host.line((line) => line.startsWith('{"ready"'))) as Ready;
  };

  /** Asks until the doctor says so: what it reads comes a little later. */
  const reportWhere = ({ url, banker_token: token }: Ready, condition: string) =>
    evaluate<DoctorReport>(
      'left',
      `for (;;) {
        const headers = { authorization: ${JSON.stringify(`Bearer ${token}`)} };
        const report = await (await fetch('${url}/api/v2/host/doctor', { headers })).json();
        const state = (name) => report.rungs.find(({ rung }) => rung === name).state;
        if (${condition}) { console.log(JSON.stringify(report)); break; }
        await new Promise((resolve) => setTimeout(resolve, 200));
      }`,
    );

  const visit = (from: 'left' | 'right') =>
    evaluate<{ status: number }>(
      from,
      `const signal = AbortSignal.timeout(3_000);
      const status = await fetch('http://${ADDRESS}:${PORT}/docs/json', { signal }).then((answer) => answer.status, () => 0);
      console.log(JSON.stringify({ status }));`,
    );

  it('finds the firewall that keeps a phone out; its command lets the phone in', async () => {
    const rules = `add table inet filter; add chain inet filter input { type filter hook input priority 0; policy drop; };
      add rule inet filter input iifname lo accept; add rule inet filter input ct state established,related accept`;
    await wire.left.run(nft.path ?? '', [rules]).exit;
    const host = await startHost();
    expect(await visit('right')).toEqual({ status: 0 });
    const before = await reportWhere(host, 'report.is_firewall_open === false && state("self") === "passed"');
    expect(before).toMatchObject({ system: 'linux', port: 4747, address: ADDRESS });
    const command = `sudo nft insert rule inet filter input tcp dport ${PORT} accept`;
    const params = { firewall: 'nftables', port: PORT };
    expect(before.causes[0]).toEqual({ code: 'firewall_closed', params, command });

    await wire.left.run(nft.path ?? '', command.split(' ').slice(2)).exit;
    expect(await visit('right')).toEqual({ status: 200 });
    const after = await reportWhere(host, 'state("request") === "passed"');
    expect(after.causes[0]).toMatchObject({ code: 'not_joined' });
    expect(JSON.stringify(after)).not.toContain('10.77.0.2');
  });

  it('does not take the laptop’s visit to its own address for a phone', async () => {
    const host = await startHost();
    expect(await visit('left')).toEqual({ status: 200 });
    const report = await reportWhere(host, 'report.is_firewall_open === true && state("self") === "passed"');
    expect(report.rungs.find(({ rung }) => rung === 'request')).toMatchObject({ state: 'waiting', at: null });
  });
});
