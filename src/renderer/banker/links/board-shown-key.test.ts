import { expect, it } from 'vitest';
import { boardShownKey } from './board-shown-key.ts';

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Electron/45.4.1';
const LINUX = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Electron/45.4.1';

it("tells the banker what is left to do, with her system's own keys", () => {
  expect(boardShownKey('projector', MAC)).toBe('link.on_projector');
  expect(boardShownKey('window', MAC)).toBe('link.in_window_mac');
  expect(boardShownKey('window', LINUX)).toBe('link.in_window');
});
