import { describe, expect, it } from 'vitest';
import { inMemoryStorage } from '../../client/safe-storage.fake.ts';
import { createThemeSwitch, THEMES } from './theme.ts';

function system(dark: boolean) {
  const target = new EventTarget();
  return Object.assign(target, {
    matches: dark,
    change(to: boolean) {
      this.matches = to;
      target.dispatchEvent(new Event('change'));
    },
  });
}

function open(dark: boolean, storage = inMemoryStorage()) {
  const root = { dataset: {} as DOMStringMap };
  const prefersDark = system(dark);
  const theme = createThemeSwitch({ storage, prefersDark, root, themes: THEMES });
  return { theme, root, prefersDark };
}

describe('theme', () => {
  it("follows the system's preference", () => {
    const { root, prefersDark } = open(true);
    expect(root.dataset['theme']).toBe('dark');
    prefersDark.change(false);
    expect(root.dataset['theme']).toBe('light');
  });

  it('stays as chosen, even after a reload', () => {
    const storage = inMemoryStorage();
    const first = open(false, storage);
    first.theme.choose('night');
    first.prefersDark.change(true);
    expect(first.root.dataset['theme']).toBe('night');
    expect(open(false, storage).root.dataset['theme']).toBe('night');
  });

  it('lets a browser darken every theme but the one for the sun', () => {
    const scheme = { content: 'light dark' };
    const options = { storage: inMemoryStorage(), prefersDark: system(false), root: { dataset: {} }, scheme };
    const theme = createThemeSwitch({ ...options, themes: THEMES });
    const schemes = THEMES.map((each) => {
      theme.choose(each);
      return [each, scheme.content];
    });
    expect(schemes).toEqual([
      ['light', 'light dark'],
      ['dark', 'light dark'],
      ['sun', 'only light'],
      ['night', 'light dark'],
    ]);
  });

  it('cycles with one tap at a time', () => {
    const { theme } = open(false);
    const seen = THEMES.map(() => {
      theme.choose(theme.next());
      return theme.current();
    });
    expect(seen).toEqual(['dark', 'sun', 'night', 'light']);
  });

  it('ignores an unknown stored theme', () => {
    const storage = inMemoryStorage();
    storage.write('theme', 'neon');
    expect(open(false, storage).root.dataset['theme']).toBe('light');
  });

  it('notifies its subscribers until they leave', () => {
    const { theme } = open(false);
    let told = 0;
    const leave = theme.subscribe(() => {
      told += 1;
    });
    theme.choose('sun');
    leave();
    theme.choose('night');
    expect(told).toBe(1);
  });
});
