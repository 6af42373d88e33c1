/**
 * What teams, buildings and the catalogue's exercises are called in each language. The host words by it what it sends; the pages load the
 * same files (`words/`), each its own language alone, so this module is not for them.
 */
import { isExerciseType, type Building, type ExerciseType } from './catalogue.ts';
import { LANGUAGE_TAGS, type Language } from './enums.ts';
import arabic from './words/ar/catalogue.json' with { type: 'json' };
import german from './words/de/catalogue.json' with { type: 'json' };
import english from './words/en/catalogue.json' with { type: 'json' };
import spanish from './words/es/catalogue.json' with { type: 'json' };
import french from './words/fr/catalogue.json' with { type: 'json' };

interface Words {
  readonly team_number: string;
  readonly buildings: Readonly<Record<Building, string>>;
  /** By type and plural form, as i18next has them: `push_ups_one`. */
  readonly exercises: Readonly<Record<string, string>>;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ar: arabic,
};

/** Made once per language: making them takes longer than using them. */
const INTL = new Map(
  LANGUAGE_TAGS.map((tag) => [
    tag,
    { plurals: new Intl.PluralRules(tag), numbers: new Intl.NumberFormat(tag, { useGrouping: false }) },
  ]),
);

/** "Electrical factory" */
export function buildingName(language: Language, building: Building): string {
  return WORDS[language].buildings[building];
}

/** What a team is called before anybody names it: "Team 1". */
export function teamName(language: Language, number: number): string {
  return WORDS[language].team_number.replace('{{number}}', INTL.get(language)?.numbers.format(number) ?? '');
}

/** "20 push-ups"; null for a type that is not in the catalogue. Throws an Error where a language lacks its words. */
export function exerciseWords(language: Language, type: string, target: number): string | null {
  if (!isExerciseType(type)) return null;
  const { exercises } = WORDS[language];
  const intl = INTL.get(language);
  const words = exercises[`${type}_${intl?.plurals.select(target) ?? 'other'}`];
  if (intl === undefined || words === undefined) throw new Error(`"${language}" has no words for ${type}.`);
  return words.replace('{{number}}', intl.numbers.format(target));
}

/** An exercise as somebody describes it. */
interface DescribedExercise {
  readonly type: string;
  readonly target: number;
  readonly description: string;
}

/**
 * Whether the description says no more than the type and the amount: each page then words it in its own language. Case, dashes and
 * spaces do not count, nor which language it is in.
 */
export function isCatalogueWording({ type, target, description }: DescribedExercise): boolean {
  if (!isExerciseType(type)) return false;
  const said = lettersOf(description);
  return (
    said === lettersOf(firstEnglish(type, target)) ||
    LANGUAGE_TAGS.some((tag) => said === lettersOf(exerciseWords(tag, type, target) ?? ''))
  );
}

/** As earlier versions described it, whatever the amount. */
function firstEnglish(type: ExerciseType, target: number): string {
  return type === 'plank' ? `Plank for ${target} seconds` : `${target} ${type}`;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');
}
