/** What a page says, in any of its languages, so that a test can press and read without being written in one of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../src/renderer/shared/locales');

type Values = Readonly<Record<string, string>>;

/** Finds a text as `say('player:do_this.done')`, and puts in what stands in braces. Throws if there is none. */
export type Say = (key: string, values?: Values) => string;

export function wordsIn(tag: string): Say {
  return (key, values = {}) => {
    const [namespace = '', path = ''] = key.split(':');
    let found: unknown = JSON.parse(readFileSync(join(FOLDER, tag, `${namespace}.json`), 'utf8'));
    for (const part of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[part];
    if (typeof found !== 'string') throw new Error(`There is no text ${key} in "${tag}".`);
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => values[name] ?? `{{${name}}}`);
  };
}
