import { expect, it } from 'vitest';
import { pressedKey } from './pressed-key.ts';

it.each([
  ['a Latin keyboard', 'J', 'KeyJ', 'j'],
  ['one with Y and Z in each other’s places', 'z', 'KeyY', 'z'],
  ['one with other places (Dvorak)', 'j', 'KeyC', 'j'],
  ['one with other places, where a sign lies', ';', 'KeyZ', ';'],
  ['an Arabic one', 'ت', 'KeyJ', 'j'],
  ['an Arabic one, where two letters are one key', 'لا', 'KeyB', 'b'],
  ['an Arabic one', 'ظ', 'Slash', '/'],
  ['an Arabic one', '؟', 'Slash', '?'],
  ['an Arabic one', '٣', 'Digit3', '3'],
  ['a Russian one', 'З', 'KeyP', 'p'],
  ['a Greek one', 'ζ', 'KeyZ', 'z'],
  ['a Hindi one', 'र', 'KeyJ', 'j'],
  ['a German one', 'ö', 'Semicolon', 'ö'],
  ['a Turkish one', 'ı', 'KeyI', 'ı'],
  ['any', 'Enter', 'Enter', 'enter'],
  ['one that tells no place', 'ت', '', 'ت'],
])('is what people call the key on %s: %s (%s)', (_, key, code, expected) => {
  expect(pressedKey({ key, code })).toBe(expected);
});
