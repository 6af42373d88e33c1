/** Why the host refused something, in the page's language. */
import type { TFunction } from 'i18next';
import { ERROR_KINDS } from '../../../protocol/host-warnings.ts';
import { REASON_CODES, type ProblemReason } from '../../../protocol/problem-reasons.ts';
import type { Problem } from '../../../protocol/problems.ts';
import type { Format } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';

type T = TFunction<['refusals', 'banker']>;

/**
 * Null when the catalogue doesn't know the reason, so the host's own sentence has to do.
 * @param isAssistant whether the page is an assistant's, whose way back in is another one
 */
export function problemText(
  t: T,
  format: Format,
  { code, reason, params = {} }: Pick<Problem, 'code' | 'reason' | 'params'>,
  isAssistant = false,
): string | null {
  if (code === 'no_right' && reason === undefined && isAssistant)
    return t('banker:refused.no_right_assistant');
  if (reason === undefined) return t(`banker:refused.${code}`);
  if (!isReason(reason)) return null;
  if (reason === 'text_too_long') return tooLong(t, format, Number(params['characters_over']));
  const words = t(reason, wordedParams(format, params));
  if (params['error'] === undefined) return words;
  const error = ERROR_KINDS.find((kind) => kind === params['error']);
  return error === undefined ? null : `${words} ${t(`banker:host_error.${error}`)}`;
}

const isReason = (text: string): text is ProblemReason => Object.hasOwn(REASON_CODES, text);

/** Letters and emoji that count more than once leave nobody a number to aim at. */
function tooLong(t: T, format: Format, over: number): string {
  return over > 0 ? t('text_too_long_by', { count: over, number: format.number(over) }) : t('text_too_long');
}

/** Numbers as the page writes them; codes and names run left to right, whatever the sentence does. */
function wordedParams(format: Format, params: NonNullable<Problem['params']>): Record<string, unknown> {
  const { seconds, most } = params;
  const worded = Object.entries(params).map(
    ([name, value]) => [name, typeof value === 'string' ? isolate(value) : format.number(value)] as const,
  );
  return {
    ...Object.fromEntries(worded),
    ...(typeof seconds === 'number' && { time: format.duration(seconds * 1000) }),
    ...(typeof most === 'number' && { count: most, number: format.number(most) }),
  };
}
