/** No text of the phone breaks inside a word or lies over another, on the narrowest phone, with text twice as large, in any language. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_TAGS } from '../src/game/enums.ts';
import { layoutFaults, PHONE_SIZES, resize, wordFaults } from './fit.harness.ts';
import { walkPhone } from './phone-walk.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { expect, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const FOLDER = join(import.meta.dirname, '../pictures/whole-words');
const SIZES = PHONE_SIZES.filter(({ name }) => name !== 'landscape');
/** As long as a name may be, with words as long as names have. */
const PLAYER = 'Bartholomew Cooper';
const TEAM = 'The United Republics';

for (const tag of LANGUAGE_TAGS)
  test(
    `no text of the phone breaks inside a word: ${tag}`,
    longUnless(tag === 'de'),
    async ({ game, host, phone }) => {
      test.setTimeout(300_000);
      mkdirSync(FOLDER, { recursive: true });
      const found: string[] = [];
      const named = async (options: object) => {
        const code = await game(options);
        await host.api(`/games/${code}/teams/1`, { name: TEAM }, 'PATCH');
        return code;
      };
      await walkPhone({ host, game: named, phone, tag, player: PLAYER }, async (page, state) => {
        const usual = page.viewportSize();
        for (const size of SIZES) {
          await resize(page, size);
          const faults = [...(await wordFaults(page)), ...(await layoutFaults(page))];
          found.push(...faults.map((fault) => `${state} at ${size.name}: ${fault}`));
          if (size.width === 320) await takePicture(page, join(FOLDER, `${tag}-${state}-${size.name}.png`));
        }
        if (usual !== null) await resize(page, { name: 'usual', ...usual });
      });
      expect(found).toEqual([]);
    },
  );
