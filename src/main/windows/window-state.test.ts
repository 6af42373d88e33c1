import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../host/storage/events.fixtures.ts';
import { canMount, makeDisk, noDisk } from '../../host/storage/mounted-disk.harness.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

const DISPLAY = { x: 0, y: 0, width: 1920, height: 1080 };
const STATE = { bounds: { x: 100, y: 80, width: 1280, height: 800 }, maximized: false };
const IS_WINDOWS = process.platform === 'win32';
let folder: ReturnType<typeof temporaryFolder>;
let file = '';

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'desk-window.json');
});
afterEach(() => folder.dispose());

it('is read as it was written', () => {
  writeWindowState(file, { ...STATE, maximized: true });
  expect(readWindowState(file, [DISPLAY])).toEqual({ ...STATE, maximized: true });
});

const note = IS_WINDOWS ? ' (not run: Windows has no modes; the folder belongs to the user)' : '';
it.skipIf(IS_WINDOWS)(`is readable by its owner only${note}`, () => {
  writeWindowState(file, STATE);
  expect(statSync(file).mode & 0o077).toBe(0);
});

it('is null before the first evening', () => {
  expect(readWindowState(file, [DISPLAY])).toBeNull();
});

it('is ignored if its display has gone', () => {
  const onTheProjector = { x: 1920, y: 0, width: 1280, height: 800 };
  writeWindowState(file, { ...STATE, bounds: onTheProjector });
  expect(readWindowState(file, [DISPLAY])).toBeNull();
  expect(readWindowState(file, [DISPLAY, { ...DISPLAY, x: 1920 }])?.bounds).toEqual(onTheProjector);
});

it('is ignored if the title bar would be out of reach', () => {
  writeWindowState(file, { ...STATE, bounds: { ...STATE.bounds, y: -500 } });
  expect(readWindowState(file, [DISPLAY])).toBeNull();
});

it.each([
  '',
  '{"bounds":',
  'null',
  '[]',
  '{"bounds":{"x":0},"maximized":true}',
  '{"bounds":{"x":0,"y":0,"width":5,"height":5},"maximized":false}',
])('ignores a damaged file: %s', (text) => {
  writeFileSync(file, text);
  expect(readWindowState(file, [DISPLAY])).toBeNull();
});

it('is ignored, or still within reach, whichever bit of the file has changed', () => {
  writeWindowState(file, STATE);
  const intact = readFileSync(file);
  const found = new Set<unknown>();
  for (let bit = 0; bit < intact.length * 8; bit += 1) {
    const bytes = Buffer.from(intact);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit % 8));
    writeFileSync(file, bytes);
    const state = readWindowState(file, [DISPLAY]);
    found.add(state);
    const { x, y, width, height } = state?.bounds ?? STATE.bounds;
    expect([bit, x > -width, x < DISPLAY.width, y >= 0, y < DISPLAY.height, height >= 320]).toEqual([
      bit,
      true,
      true,
      true,
      true,
      true,
    ]);
  }
  expect(found).toContain(null);
});

it.skipIf(!canMount)(`is as it was where the disk is full${noDisk}`, () => {
  const disk = makeDisk();
  disk.mount('size=64k');
  file = join(disk.path, 'desk-window.json');
  writeWindowState(file, STATE);
  disk.fill();
  expect(() => writeWindowState(file, { ...STATE, maximized: true })).toThrow('ENOSPC');
  expect(readWindowState(file, [DISPLAY])).toEqual(STATE);
  disk.dispose();
});

const pipeNote = IS_WINDOWS ? ' (not run on Windows: it has no pipes with a name)' : '';
it.skipIf(IS_WINDOWS)(`throws if a pipe is in the way, and is saved beside it${pipeNote}`, () => {
  execFileSync('mkfifo', [file]);
  expect(() => readWindowState(file, [DISPLAY])).toThrow('not a file');
  writeWindowState(file, STATE);
  expect(readWindowState(file, [DISPLAY])).toEqual(STATE);
});

it('throws if a folder is in the way', () => {
  expect(() => readWindowState(folder.path, [DISPLAY])).toThrow('not a file');
});
