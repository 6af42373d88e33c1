import { expect, it } from 'vitest';
import { sideFor } from './use-panel-side.ts';

const area = { left: 24, right: 1256, top: 260, bottom: 900 };
const panel = { left: 936, right: 1256, top: 260, bottom: 760 };
const column = (left: number) => ({ left, right: left + 270, top: 400, bottom: 444 });

it.each([
  ['the last column', column(960), false, 'start'],
  ['a column that it reaches into', column(700), false, 'start'],
  ['a column that it reaches on neither side', column(500), false, 'end'],
  ['the first column', column(40), false, 'end'],
  ['the first column, from right to left', column(960), true, 'end'],
  ['the last column, from right to left', column(40), true, 'start'],
  ['what is as wide as the page', area, false, 'end'],
] as const)('does not cover %s', (_name, target, isRtl, side) => {
  expect(sideFor({ target, panel, area, isRtl }, 'end')).toBe(side);
});

it('goes back to the end once the first column is wanted', () => {
  expect(sideFor({ target: column(40), panel, area, isRtl: false }, 'start')).toBe('end');
  expect(sideFor({ target: column(500), panel, area, isRtl: false }, 'start')).toBe('start');
});
