/** What people type may run in the other direction than the sentence around it: each sentence gets it isolated, also in attributes. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = import.meta.dirname;
const files = globSync('**/*.{ts,tsx}', { cwd: FOLDER }).filter(
  (file) => !/\.(?:test|fixtures|harness|fake)\./.test(file),
);

/** The words of a sentence with what is put into them: `t('key', { ... })`, `tShared(...)`. */
const SENTENCES = /\bt(?:[A-Z]\w*)?\(\s*(?:`[^`]*`|'[^']*'|[^,{}`']*(?:'[^']*'[^,{}`']*)*),\s*\{([^{}]*)\}/g;
/** Placeholders that hold what somebody typed: a player, a team, a game, an exercise, a template, a Wi-Fi. */
const TYPED = /^(?:names?|one|other|exercise|ssid)$/;
/** Values that were typed, whatever their placeholder is called. */
const TYPED_VALUE = /\b(?:\w+\.)?(?:name|player_name|ssid)$|\bexerciseText\(/;

interface Put {
  readonly placeholder: string;
  readonly value: string;
}

function putIntoSentences(source: string): readonly Put[] {
  return [...source.matchAll(SENTENCES)].flatMap(([, all = '']) =>
    all
      .split(/,(?![^()]*\))/)
      .map((part) => part.trim())
      .filter((part) => /^\w/.test(part))
      .map((part) => {
        const [placeholder = '', ...rest] = part.split(':');
        return { placeholder, value: rest.join(':').trim() || placeholder };
      }),
  );
}

/** Isolated here, or where the constant is made that is named here. */
function isIsolated(source: string, value: string): boolean {
  if (/\bisolate\b/.test(value)) return true;
  const listed = /\bformat\.list\(([^]*)\)$/.exec(value)?.[1]?.match(/[A-Za-z]\w*/g);
  if (listed !== undefined && listed !== null) return listed.some((each) => isIsolated(source, each));
  if (!/^\w+$/.test(value)) return false;
  const made = source.matchAll(new RegExp(`\\bconst (?:\\[[^\\]=]*)?\\b${value}\\b[^=;]*=([^;]*);`, 'g'));
  return [...made].some(([, from = '']) => isIsolated(source, from.trim()));
}

const found = files.flatMap((file) => {
  const source = readFileSync(join(FOLDER, file), 'utf8');
  return putIntoSentences(source)
    .filter(({ placeholder, value }) => TYPED.test(placeholder) || TYPED_VALUE.test(value))
    .map(({ placeholder, value }) => ({ file, source, placeholder, value }));
});

describe('what people type', () => {
  it('is found by this test', () => {
    expect(found.length).toBeGreaterThan(60);
  });

  it('is isolated behind a label', () => {
    const labels = files.flatMap((file) =>
      (readFileSync(join(FOLDER, file), 'utf8').match(/\blabelled\([^;{}]*/g) ?? []).flatMap((text) =>
        /exerciseText\(|\bplayer_name\b|\.name\b/.test(text) && !text.includes('isolate(')
          ? [[file, text]]
          : [],
      ),
    );
    expect(labels).toEqual([]);
  });

  it('is isolated in every sentence', () => {
    const bare = found.filter(({ source, value }) => !isIsolated(source, value));
    expect(bare.map(({ file, placeholder, value }) => `${file}: ${placeholder} = ${value}`)).toEqual([]);
  });
});
