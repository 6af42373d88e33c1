import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { appFolder } from './app-folder.ts';

const PROGRAM = resolve('program');

it('is one for the usual evenings, and another for each chosen folder', () => {
  expect(appFolder(PROGRAM, '', null)).toBe(join(PROGRAM, 'app'));
  const camp = appFolder(PROGRAM, '', 'camp');
  expect(camp).toBe(appFolder(PROGRAM, '', resolve('camp')));
  expect(new Set([camp, appFolder(PROGRAM, '', 'school'), appFolder(PROGRAM, '', null)]).size).toBe(3);
});

it("is the one in Electron's switch", () => {
  expect(appFolder(PROGRAM, 'elsewhere', 'camp')).toBe(resolve('elsewhere'));
});
