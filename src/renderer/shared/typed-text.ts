/** What a text field says about what was typed into it: how much of its limit is used, and why the host would refuse it. */
import type { TFunction } from 'i18next';
import { textFault, type TextFault } from '../../game/check-text.ts';
import { cleanText } from '../../game/clean-text.ts';
import { lengthOf, usedCharacters, type TextLimit } from '../../game/text-limits.ts';

export interface TypedText {
  /** As the host would store it. */
  readonly text: string;
  /** In characters; more than `limit.graphemes` if the text is too long in either unit. */
  readonly used: number;
  /** Null: the host takes it. */
  readonly fault: TextFault | null;
}

export function checkTyped(typed: string, limit: TextLimit): TypedText {
  const text = cleanText(typed);
  const [used, fault] = [usedCharacters(text, limit), textFault(text, limit)];
  // Length comes first: it is what the counter beside the field shows.
  return { text, used, fault: used > limit.graphemes ? 'too_long' : fault };
}

/** What is wrong with the text, for people; null if nothing is, or nothing was typed. */
export function typedTextFault(t: TFunction, typed: string, limit: TextLimit): string | null {
  const { text, used, fault } = checkTyped(typed, limit);
  if (fault === null || (fault === 'empty' && typed.trim() === '')) return null;
  if (fault !== 'too_long') return t(`text_faults.${fault}`);
  const countsMore = lengthOf(text).graphemes <= limit.graphemes;
  return t(countsMore ? 'text_faults.too_long_counting_more' : 'text_faults.too_long', {
    over: used - limit.graphemes,
  });
}
