import { expect, test } from 'vitest';
import { moveFolder } from './move-folder.ts';

/** A move that fails a number of times. */
function failing(times: number, code: string) {
  const calls: number[] = [];
  const move = () => {
    if (calls.push(calls.length) <= times) throw Object.assign(new Error(code), { code });
  };
  return { calls, move };
}

test.each(['EPERM', 'EACCES', 'EBUSY'])(
  'a folder in which a file is open (%s) is moved once it is closed',
  (code) => {
    const { calls, move } = failing(3, code);
    moveFolder('a', 'b', move, () => undefined);
    expect(calls).toHaveLength(4);
  },
);

test('a folder that stays in use is an error after two seconds', () => {
  const { calls, move } = failing(1000, 'EPERM');
  expect(() => moveFolder('a', 'b', move, () => undefined)).toThrow('EPERM');
  expect(calls).toHaveLength(20);
});

test('any other error is thrown at once', () => {
  const { calls, move } = failing(1000, 'ENOSPC');
  expect(() => moveFolder('a', 'b', move, () => undefined)).toThrow('ENOSPC');
  expect(calls).toHaveLength(1);
});
