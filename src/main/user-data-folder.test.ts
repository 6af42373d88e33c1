import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { userDataFolder } from './user-data-folder.ts';

const PROGRAM = resolve('program');

it('is one for the usual evenings, and another for each chosen folder', () => {
  expect(userDataFolder(PROGRAM, '', null)).toBe(join(PROGRAM, 'app'));
  const camp = userDataFolder(PROGRAM, '', 'camp');
  expect(camp).toBe(userDataFolder(PROGRAM, '', resolve('camp')));
  expect(new Set([camp, userDataFolder(PROGRAM, '', 'school'), userDataFolder(PROGRAM, '', null)]).size).toBe(
    3,
  );
});

it("is the one in Electron's switch", () => {
  expect(userDataFolder(PROGRAM, 'elsewhere', 'camp')).toBe(resolve('elsewhere'));
});
