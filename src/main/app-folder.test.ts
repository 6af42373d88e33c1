import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { appFolder } from './app-folder.ts';

const PROGRAM = resolve('program');

it('is one for the usual evenings, and one for each folder that somebody chose', () => {
  expect(appFolder(PROGRAM, '', null)).toBe(join(PROGRAM, 'app'));
  const camp = appFolder(PROGRAM, '', 'camp');
  expect(camp).toBe(appFolder(PROGRAM, '', resolve('camp')));
  expect(new Set([camp, appFolder(PROGRAM, '', 'school'), appFolder(PROGRAM, '', null)]).size).toBe(3);
});

it("is the one that Electron's switch demands", () => {
  expect(appFolder(PROGRAM, 'elsewhere', 'camp')).toBe(resolve('elsewhere'));
});
