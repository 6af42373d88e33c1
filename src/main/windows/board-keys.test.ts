import { expect, it } from 'vitest';
import { fakeEvent } from '../fakes.ts';
import { obeyBoardKeys } from './board-keys.ts';
import { FakeWindow } from './window.fake.ts';

function press(
  platform: NodeJS.Platform,
  key: string,
  held: Partial<Record<'control' | 'meta', boolean>> = {},
) {
  const window = Object.assign(new FakeWindow(), { close: () => void window.said.push('close') });
  window.isFull = true;
  obeyBoardKeys(window as unknown as Parameters<typeof obeyBoardKeys>[0], platform);
  const event = fakeEvent();
  window.webContents.emit('before-input-event', event, {
    type: 'keyDown',
    key,
    control: false,
    meta: false,
    ...held,
  });
  return { said: window.said, isPrevented: event.isPrevented() };
}

it('leaves full screen on Escape', () => {
  expect(press('linux', 'Escape')).toEqual({ said: ['full false'], isPrevented: true });
});

it.each([
  ['linux', 'control', true],
  ['win32', 'control', true],
  ['darwin', 'meta', true],
  ['darwin', 'control', false],
  ['linux', 'meta', false],
] as const)('on %s %s and W close the board: %s', (platform, held, closes) => {
  expect(press(platform, 'w', { [held]: true })).toEqual({
    said: closes ? ['close'] : [],
    isPrevented: closes,
  });
});

it('leaves all other keys to the page', () => {
  expect(press('linux', 'w')).toEqual({ said: [], isPrevented: false });
});
