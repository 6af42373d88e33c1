import { expect, it } from 'vitest';
import { fakeEvent } from '../app.fake.ts';
import { handleBoardKeys } from './board-keys.ts';
import { FakeWindow } from './window.fake.ts';

function press(
  platform: NodeJS.Platform,
  key: string,
  held: Partial<Record<'control' | 'meta', boolean>> = {},
) {
  const window = Object.assign(new FakeWindow(), { close: () => void window.recorded.push('close') });
  window.isInFullScreen = true;
  handleBoardKeys(window as unknown as Parameters<typeof handleBoardKeys>[0], platform);
  const event = fakeEvent();
  window.webContents.emit('before-input-event', event, {
    type: 'keyDown',
    key,
    control: false,
    meta: false,
    ...held,
  });
  return { recorded: window.recorded, isPrevented: event.isPrevented() };
}

it('leaves full screen on Escape', () => {
  expect(press('linux', 'Escape')).toEqual({ recorded: ['full false'], isPrevented: true });
});

it.each([
  ['linux', 'control', true],
  ['win32', 'control', true],
  ['darwin', 'meta', true],
  ['darwin', 'control', false],
  ['linux', 'meta', false],
] as const)('on %s, %s and W close the board: %s', (platform, held, closes) => {
  expect(press(platform, 'w', { [held]: true })).toEqual({
    recorded: closes ? ['close'] : [],
    isPrevented: closes,
  });
});

it('leaves every other key to the page', () => {
  expect(press('linux', 'w')).toEqual({ recorded: [], isPrevented: false });
});
