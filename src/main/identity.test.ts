import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { APP_ID, setIdentity } from './identity.ts';

function recordedFor(platform: NodeJS.Platform): string[] {
  const recorded: string[] = [];
  setIdentity(
    {
      setName: (name) => void recorded.push(name),
      setAppUserModelId: (id) => void recorded.push(id),
      disableHardwareAcceleration: () => void recorded.push('no graphics card'),
    },
    platform,
  );
  return recorded;
}

it('turns hardware acceleration off, and is known to Windows by its ID', () => {
  expect(recordedFor('linux')).toEqual(['Trading Game Night', 'no graphics card']);
  expect(recordedFor('win32')).toEqual(['Trading Game Night', 'no graphics card', APP_ID]);
});

it('goes by the name of its desktop entry on Linux, which badges need', () => {
  const project: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(project).toMatchObject({ desktopName: 'trading-game-night.desktop' });
});
