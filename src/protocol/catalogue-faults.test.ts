import { describe, expect, it } from 'vitest';
import { catalogueFaults } from './catalogue-faults.ts';

const ENGLISH = {
  title: 'Play',
  part: {
    greeting: 'Hello {{name}}',
    rich: 'Press <b>here</b>',
    phones_one: '{{number}} phone',
    phones_other: '{{number}} phones',
  },
};

const whole = (phones: Record<string, string>) => ({
  title: 'Spiel',
  part: { greeting: 'Hallo {{name}}', rich: '<b>Hier</b> drücken', ...phones },
});
const GERMAN = whole({ phones_one: '{{number}} Telefon', phones_other: '{{number}} Telefone' });

describe('a catalogue', () => {
  it('has no faults if it says everything', () => {
    expect(catalogueFaults(ENGLISH, ENGLISH, 'en')).toEqual([]);
    expect(catalogueFaults(ENGLISH, GERMAN, 'de-CH')).toEqual([]);
  });

  it('needs the plural forms of its own language, no others', () => {
    expect(catalogueFaults(ENGLISH, GERMAN, 'ar')).toEqual(
      ['zero', 'two', 'few', 'many'].map((plural) => ({
        kind: 'missing_plural',
        key: 'part.phones',
        plural,
      })),
    );
    const japanese = whole({ phones_other: '{{number}} 台' });
    expect(catalogueFaults(ENGLISH, japanese, 'ja')).toEqual([]);
    expect(catalogueFaults(ENGLISH, GERMAN, 'ja')).toEqual([{ kind: 'unknown', key: 'part.phones_one' }]);
  });

  it('says none in words where English does', () => {
    const english = { phones_zero: 'no phone', phones_one: 'one phone', phones_other: '{{number}} phones' };
    const german = { phones_one: 'ein Telefon', phones_other: '{{number}} Telefone' };
    expect(catalogueFaults(english, german, 'de')).toEqual([
      { kind: 'missing_plural', key: 'phones', plural: 'zero' },
    ]);
    expect(catalogueFaults(english, { phones_zero: 'kein Telefon', ...german }, 'de')).toEqual([]);
  });

  it('may say one and two without a digit, but not many', () => {
    const german = whole({ phones_one: 'ein Telefon', phones_other: 'Telefone' });
    expect(catalogueFaults(ENGLISH, german, 'de')).toEqual([
      { kind: 'placeholders', key: 'part.phones_other', lost: ['{{number}}'], extra: [] },
    ]);
  });

  it.each([
    [
      { ...GERMAN, title: ' ' },
      { kind: 'empty', key: 'title' },
    ],
    [
      { ...GERMAN, titel: 'Spiel' },
      { kind: 'unknown', key: 'titel' },
    ],
    [{ part: GERMAN.part }, { kind: 'missing', key: 'title' }],
    [
      { ...GERMAN, title: 7 },
      { kind: 'not_text', key: 'title' },
    ],
    [
      { ...GERMAN, title: null },
      { kind: 'not_text', key: 'title' },
    ],
    [
      { ...GERMAN, title: ['Spiel'] },
      { kind: 'not_text', key: 'title' },
    ],
    [
      { ...GERMAN, part: { ...GERMAN.part, greeting: 'Hallo {{nam}}' } },
      { kind: 'placeholders', key: 'part.greeting', lost: ['{{name}}'], extra: ['{{nam}}'] },
    ],
    [
      { ...GERMAN, part: { ...GERMAN.part, rich: '<i>Hier</i> drücken' } },
      { kind: 'placeholders', key: 'part.rich', lost: ['<b>', '</b>'], extra: ['<i>', '</i>'] },
    ],
  ])('%j is told what is wrong', (own, fault) => {
    expect(catalogueFaults(ENGLISH, own as never, 'de')).toEqual([fault]);
  });
});
