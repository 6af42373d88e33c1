import { expect, it } from 'vitest';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import { createDeskRights } from './desk-rights.ts';

it('has an assistant’s token over a reload of the tab, and the owner’s for as long as the page is there', () => {
  const storage = inMemoryStorage();
  const before = createDeskRights(storage);
  const held = [before.of(0), before.of(7)];
  expect(held.map(({ token }) => token)).toEqual(['', '']);
  before.keep({ seat: 0, gameCode: null, token: 'o' });
  before.keep({ seat: 7, gameCode: 'ABC234', token: 'a' });
  // What was handed to a client before has it, too.
  const [owner, assistant] = [
    { path: '/host', token: 'o' },
    { path: '/games/ABC234/me', token: 'a' },
  ];
  expect(held).toEqual([owner, assistant]);
  expect([storage.read('desk.0.right'), storage.read('desk.7.right')]).toEqual([null, 'ABC234 a']);
  const after = createDeskRights(storage);
  expect([after.of(0), after.of(7), after.of(8)]).toEqual([
    { ...owner, token: '' },
    assistant,
    { ...owner, token: '' },
  ]);
});

it('forgets a token wherever it is, and takes none from a storage that holds something else', () => {
  const storage = inMemoryStorage();
  const rights = createDeskRights(storage);
  rights.keep({ seat: 7, gameCode: 'ABC234', token: 'a' });
  const held = rights.of(7);
  rights.forget(7);
  expect([held.token, createDeskRights(storage).of(7).token]).toEqual(['', '']);
  for (const kept of ['', 'ABC234', 'ABC234 \n']) {
    storage.write('desk.7.right', kept);
    expect(createDeskRights(storage).of(7).token).toBe('');
  }
});
