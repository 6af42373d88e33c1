import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findTool } from '../../../scripts/find-tool.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { call, makeGame } from './api-client.harness.ts';
import { startChildHost } from './child-host.harness.ts';
import { answersInTrace } from './syscall-trace.harness.ts';

const COMMANDS = 20;
const strace = findTool('strace');
const folder = temporaryFolder();

afterAll(() => folder.dispose());

describe('power loss', () => {
  it.skipIf(strace.path === null)(
    `G1 the log is on the disk before an answer leaves${strace.note}`,
    { timeout: 120_000 },
    async () => {
      const file = join(folder.path, 'trace');
      const args = ['-f', '-y', '-s', '24', '-o', file];
      const calls = 'trace=pwrite64,pwritev,fsync,fdatasync,write,writev,sendto,sendmsg';
      const wrapper = { program: strace.path ?? '', args: [...args, '-e', calls] };
      const host = await startChildHost(join(folder.path, 'data'), { wrapper });
      const { code } = await makeGame(host);
      for (let count = 1; count <= COMMANDS; count += 1) {
        const body = { player_name: `P${count}` };
        await call(host, `/games/${code}/players`, { method: 'POST', body, key: `key-${count}` });
      }
      host.kill();
      await host.exited;
      const answers = answersInTrace(readFileSync(file, 'utf8'));
      expect(answers).toHaveLength(COMMANDS + 1);
      expect(answers.filter(({ writes, syncs }) => writes === 0 || syncs === 0)).toEqual([]);
      expect(answers.filter(({ unsynced }) => unsynced > 0)).toEqual([]);
    },
  );
});
