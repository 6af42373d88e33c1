import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { userDataFolder } from './user-data-folder.ts';

const PROGRAM = resolve('program');

it('has one folder for the default evenings, and another for each chosen folder', () => {
  expect(userDataFolder(PROGRAM, '', null)).toBe(join(PROGRAM, 'app'));
  const camp = userDataFolder(PROGRAM, '', 'camp');
  expect(camp).toBe(userDataFolder(PROGRAM, '', resolve('camp')));
  expect(new Set([camp, userDataFolder(PROGRAM, '', 'school'), userDataFolder(PROGRAM, '', null)]).size).toBe(
    3,
  );
});

it("uses the folder given by Electron's switch", () => {
  expect(userDataFolder(PROGRAM, 'elsewhere', 'camp')).toBe(resolve('elsewhere'));
});
