import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostWarning } from '../../../protocol/host-info.ts';
import { callText, TestHost, type CreatedGame } from '../../test-host.harness.ts';

let testHost: TestHost;
beforeEach(() => {
  testHost = new TestHost();
});
afterEach(() => testHost.close());

describe('a host whose database was damaged while it was off', () => {
  it(
    'G8 starts from the backup, the desk says which, and the log contains no names',
    { timeout: 30_000 },
    async () => {
      const first = await testHost.start({ port: 0 });
      const { game_code: code } = JSON.parse(
        await callText(first, '/games', { name: 'Secretname' }),
      ) as CreatedGame;
      await callText(first, '/backups', {});
      await first.close();
      writeFileSync(join(testHost.folder, 'games.sqlite3'), 'not what it was '.repeat(1_000));

      const second = await testHost.start({ port: 0 });

      const said = JSON.parse(await callText(second, '/host')) as {
        warnings: HostWarning[];
      };
      const aboutGames = said.warnings.filter(({ about_games }) => about_games);
      expect(aboutGames).toMatchObject([
        {
          code: 'games_recovered',
          params: { from_backup: [code], incomplete: [], complete: [] },
        },
      ]);
      expect(aboutGames[0]?.detail).toEqual(
        expect.stringMatching(
          new RegExp(
            `file with the games was damaged.*Game ${code} goes on from the backup of .*Ask the players`,
          ),
        ),
      );
      expect(await callText(second, `/games/${code}`)).toContain('Secretname');
      expect(testHost.logged.join('\n')).not.toContain('Secretname');
    },
  );
});
