import { expect, it } from 'vitest';
import { qrPath } from './qr-code.tsx';

it('leaves four empty modules around the code', () => {
  const { path, side } = qrPath('http://192.168.1.20:4747/j/ABCDEF');
  const modules = [...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const all = modules.flat();
  expect(Math.min(...all)).toBe(4);
  expect(Math.max(...all)).toBe(side - 5);
  expect(modules.length).toBeGreaterThan(200);
});

it('has as few modules as the link allows', () => {
  expect(qrPath('http://192.168.178.34:4747/j/ABC234').side).toBe(25 + 2 * 4);
});
