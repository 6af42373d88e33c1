/** Safeguards of the exercise library, and of how the banker's own exercises are done. */
import type { Mutation } from './mutation.ts';

export const EXERCISE_MUTATIONS: Mutation[] = [
  {
    name: "ways of the banker's own exercise are never chosen",
    file: 'src/game/worded-exercise.ts',
    from: 'exercise.fromCatalogue || exercise.ways !== undefined',
    to: 'exercise.fromCatalogue',
    tests: ['src/game/own-ways.test.ts'],
  },
  {
    name: "ways of the banker's own exercise outlive its words",
    file: 'src/game/worded-exercise.ts',
    from: 'isSameOwn ? before : withoutWays(before)',
    to: 'before',
    tests: ['src/game/own-ways.test.ts'],
  },
  {
    name: 'an own exercise is offered although it suits in no way',
    file: 'src/game/own-offers.ts',
    from: "['as_it_is', 'adapted'].includes(suitabilityOf(given, needs))",
    to: 'true',
    tests: ['src/game/own-ways.test.ts'],
  },
  {
    name: 'words of ways in tables',
    file: 'src/game/field-definitions.ts',
    from: "content === 'private' || content === 'exercise_ways'",
    to: "content === 'private'",
    tests: ['src/host/live/needs.test.ts'],
  },
  {
    name: 'words of ways in exports under pseudonyms',
    file: 'src/host/storage/export/pseudonyms.ts',
    from: 'exercise_ways: ({ field }) => field.legacyDefault,',
    to: 'exercise_ways: unchanged,',
    tests: ['src/host/storage/export/pseudonyms.test.ts', 'src/host/live/needs.test.ts'],
  },
  {
    name: 'words of ways that no version wrote',
    file: 'src/host/storage/export/clean-text.ts',
    from: "if (field.content === 'exercise_ways') return haveCleanText(value, owner);",
    to: '',
    tests: ['src/host/storage/frozen-needs.test.ts'],
  },
  {
    name: 'players take what the library keeps for the banker to pick',
    file: 'src/host/http/routes/equal-offers.ts',
    from: '.filter((exercise) => exercise.suggested)',
    to: '',
    tests: ['src/host/http/equal-offers.test.ts'],
  },
  {
    name: 'two exercises of one name in the library',
    file: 'src/host/library/library.ts',
    from: 'if (sameNamed(before.exercises, exercise.name, id) !== undefined) throw nameTaken();',
    to: '',
    tests: ['src/host/http/library.test.ts'],
  },
  {
    name: 'a library file with a mistake is taken over',
    file: 'src/host/library/library.ts',
    from: 'const isChange = !isRefused && counts.added + counts.replaced > 0;',
    to: 'const isChange = counts.added + counts.replaced > 0;',
    tests: ['src/host/http/library.test.ts'],
  },
];
