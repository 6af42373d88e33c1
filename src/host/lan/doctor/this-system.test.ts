import { expect, it } from 'vitest';
import { asksForLocalNetwork, systemOf, thisSystem } from './this-system.ts';

it.each([
  ['win32', 'windows'],
  ['darwin', 'macos'],
  ['linux', 'linux'],
  ['freebsd', 'other'],
] as const)('%s is called %s', (platform, system) => {
  expect(systemOf(platform)).toBe(system);
});

it.each([
  ['darwin', '23.6.0', false],
  ['darwin', '24.0.0', true],
  ['darwin', '25.1.0', true],
  ['darwin', '', false],
  ['linux', '24.1.0', false],
] as const)('%s %s asks for the local network: %s', (platform, kernel, asks) => {
  expect(asksForLocalNetwork(platform, kernel)).toBe(asks);
});

it('asks the firewall of this machine, whatever it is, and gets an answer', { timeout: 30_000 }, async () => {
  const question = { interfaceName: 'eth0', port: 4747 };
  const { isOpen, unread } = await thisSystem().readFirewall(question, new AbortController().signal);
  expect([true, false, null]).toContain(isOpen);
  expect(unread.filter(({ program }) => program === '')).toEqual([]);
});
