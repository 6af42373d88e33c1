import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { findInlineParts } from './inline-parts.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('names what is inside a page by its hash, as browsers parse it', () => {
  const html =
    '<style>\r\np{}</style><script>a()\r\n</script><script src="/b.js"></script><script>c()</script>';
  expect(findInlineParts(html)).toEqual({
    scripts: ` ${hash('a()\n')} ${hash('c()')}`,
    styles: ` ${hash('\np{}')}`,
  });
});

test('names nothing where nothing is inside', () => {
  expect(findInlineParts('<script src="/b.js"></script><p>Words</p>')).toEqual({ scripts: '', styles: '' });
});
