/** The load balancer of deploy/haproxy.cfg, in front of hosts that a test has started. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findTool } from './find-tool.ts';

export const OWN_BALANCER = findTool('haproxy');

export interface BalancedHost {
  readonly port: number;
  readonly opsPort: number;
}

export interface OwnBalancer {
  dispose(): Promise<void>;
}

const CONFIGURATION = join(import.meta.dirname, '../deploy/haproxy.cfg');

/** Listens on this port of loopback; resolves once it reaches a host. @param hosts three of them. */
export async function startBalancer(port: number, hosts: readonly BalancedHost[]): Promise<OwnBalancer> {
  const environment = Object.fromEntries(
    hosts.flatMap(({ port: hostPort, opsPort }, index) => [
      [`HOST_${index + 1}`, `127.0.0.1:${hostPort}`],
      [`OPS_PORT_${index + 1}`, String(opsPort)],
    ]),
  );
  const balancer = spawn(OWN_BALANCER.path ?? '', ['-db', '-f', CONFIGURATION], {
    env: { ...process.env, ...environment, BIND: `127.0.0.1:${port}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  balancer.stderr.on('data', (text) => (complaints += String(text)));
  const exited = once(balancer, 'exit');
  while (!(await answers(port))) {
    if (balancer.exitCode !== null) throw new Error(`The balancer of the test did not start: ${complaints}`);
  }
  return {
    async dispose() {
      balancer.kill('SIGKILL');
      await exited;
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/v2/languages`)).ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
