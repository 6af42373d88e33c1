import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { divertConsole } from './divert-console.ts';

it('lets nothing through of what packages print, in whichever way', () => {
  const [printed, said]: [string[], string[]] = [[], []];
  const target = new Console(
    new Writable({
      write(chunk, _encoding, done) {
        printed.push(String(chunk));
        done();
      },
    }),
  );
  divertConsole(target, (text) => said.push(text));
  const { log } = target;
  log('in use: %s', 'a name');
  target.info({ two: 'lines' }, '\nof it');
  target.debug(1);
  target.dir({ deep: true });
  target.table([{ column: 'cell' }]);
  target.group('group');
  target.log('inside');
  target.groupEnd();
  target.count('each');
  target.warn('careful');
  target.error(new Error('failed'));
  expect(printed).toEqual([]);
  expect(said.slice(0, 4)).toEqual(['in use: a name', "{ two: 'lines' } \nof it", '1', '{ deep: true }']);
  expect(said[4]).toContain('cell');
  expect(said.slice(5, 9)).toEqual(['group', '  inside', 'each: 1', 'careful']);
  expect(said[9]).toMatch(/^Error: failed\n/);
});
