import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { APP_ID, setIdentity } from './identity.ts';

function identified(platform: NodeJS.Platform): string[] {
  const said: string[] = [];
  setIdentity(
    {
      setName: (name) => void said.push(name),
      setAppUserModelId: (id) => void said.push(id),
      disableHardwareAcceleration: () => void said.push('no graphics card'),
    },
    platform,
  );
  return said;
}

it('turns hardware acceleration off, and is known to Windows by its id', () => {
  expect(identified('linux')).toEqual(['Trading Game Night', 'no graphics card']);
  expect(identified('win32')).toEqual(['Trading Game Night', 'no graphics card', APP_ID]);
});

it('goes by the name of its desktop entry on Linux, as badges need', () => {
  const project: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(project).toMatchObject({ desktopName: 'trading-game-night.desktop' });
});
