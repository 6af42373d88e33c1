import { expect, it } from 'vitest';
import { cpuMs } from './cpu-time.ts';

it.runIf(process.platform === 'linux')('grows with what a process computes', () => {
  const computeFor = (ms: number) => {
    const { user } = process.cpuUsage();
    while ((process.cpuUsage().user - user) / 1000 < ms);
  };
  const before = cpuMs(process.pid);
  computeFor(50);
  expect(cpuMs(process.pid) - before).toBeGreaterThanOrEqual(40);
});
