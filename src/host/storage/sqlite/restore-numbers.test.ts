/** Which restore brought which game, in databases as earlier versions wrote them. See frozen/README.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBytes } from './reading-copy.ts';
import { restoreNumbersIn } from './restore-numbers.ts';

const FROZEN = join(import.meta.dirname, '..', 'frozen');

it.each([
  ['database-7.sqlite3', { last: 0, games: new Map() }],
  [
    'database-7-restored.sqlite3',
    {
      last: 2,
      games: new Map([
        [1, 2],
        [2, 1],
      ]),
    },
  ],
])('%s says which restore brought each game, if any did', (name, numbers) => {
  const db = openBytes(readFileSync(join(FROZEN, name)));
  expect(restoreNumbersIn(db)).toEqual(numbers);
  db.close();
});
