/** The long form of unit tests: `npm run test:faults`. */
const IS_LONG = process.env['MODE'] === 'long';

/** Declares tests that take too long for `npm test`, which has another one of their kind. */
export function inLongForm(declare: () => void): void {
  if (IS_LONG) declare();
}

/** The same with those that stand for the others in `npm test`. */
export function inLongFormUnless(isShort: boolean, declare: () => void): void {
  if (isShort || IS_LONG) declare();
}

/** Of cases that differ in one thing alone, the first; in the long form all of them. */
export const shortOrAll = <Each>(cases: readonly Each[]): readonly Each[] =>
  IS_LONG ? cases : cases.slice(0, 1);

/** How many random cases a property tries: a quarter of what it tries in the long form. */
export const shortOrAllRuns = (all: number): number => (IS_LONG ? all : Math.ceil(all / 4));

/** Of cases that are tried with each of many others, one in turn; in the long form all of them. */
export const inTurnOrAll = <Each>(cases: readonly Each[], turn: number): readonly Each[] =>
  IS_LONG ? cases : cases.slice(turn % cases.length).slice(0, 1);
