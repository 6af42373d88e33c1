/** The scripts and styles inside our own pages: the policy names them by their hashes, so that nothing else inside a page runs. */
import { createHash } from 'node:crypto';

/** As sources of a Content-Security-Policy: `'sha256-...'`, each with a space before it; empty if there are none. */
export interface InlineParts {
  readonly scripts: string;
  readonly styles: string;
}

/** Of a built page. Only elements without attributes count: the others load their content, or are none of the build's. */
export function findInlineParts(html: string): InlineParts {
  // Browsers hash what they have parsed, and that has no carriage returns.
  const text = html.replaceAll(/\r\n?/g, '\n');
  return {
    scripts: hashesOf(text, /<script>(.*?)<\/script>/gs),
    styles: hashesOf(text, /<style>(.*?)<\/style>/gs),
  };
}

function hashesOf(text: string, element: RegExp): string {
  return [...text.matchAll(element)]
    .map(([, content = '']) => ` 'sha256-${createHash('sha256').update(content).digest('base64')}'`)
    .join('');
}
