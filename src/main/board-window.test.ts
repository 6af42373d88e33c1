import type { Rectangle } from 'electron';
import { expect, it } from 'vitest';
import { createBoard } from './board-window.ts';

const LAPTOP = { id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } };
const PROJECTOR = { id: 2, bounds: { x: 1366, y: 0, width: 1920, height: 1080 } };
const URL = 'http://127.0.0.1:4747/board/#ticket=once';

function room(displays: (typeof LAPTOP)[]) {
  const said: string[] = [];
  let isDestroyed = false;
  const place = ({ x, width }: Rectangle) => `${x}+${width}`;
  const open = createBoard({
    displays: () => displays,
    deskDisplay: () => LAPTOP,
    createWindow: (bounds) => {
      said.push(`new ${place(bounds)}`);
      isDestroyed = false;
      return {
        loadURL: async (url) => void said.push(url),
        setBounds: (to) => void said.push(`move ${place(to)}`),
        setFullScreen: (isFull) => void said.push(`full ${isFull}`),
        focus: () => undefined,
        isDestroyed: () => isDestroyed,
      };
    },
  });
  return { open, said, displays, close: () => void (isDestroyed = true) };
}

it('fills the display the desk is not on', async () => {
  const { open, said } = room([LAPTOP, PROJECTOR]);
  await open(URL);
  expect(said).toEqual(['new 1366+1920', 'full true', URL]);
});

it('is a window beside the desk when there is one display', async () => {
  const { open, said } = room([LAPTOP]);
  await open(URL);
  expect(said).toEqual(['new 0+1366', 'full false', URL]);
});

it('moves when the projector is plugged in later, and stays one', async () => {
  const { open, said, displays } = room([LAPTOP]);
  await open(URL);
  displays.push(PROJECTOR);
  said.length = 0;
  await open(URL);
  expect(said).toEqual(['move 1366+1920', 'full true', URL]);
});

it('opens anew after it was closed', async () => {
  const { open, said, close } = room([LAPTOP, PROJECTOR]);
  await open(URL);
  close();
  said.length = 0;
  await open(URL);
  expect(said[0]).toBe('new 1366+1920');
});
