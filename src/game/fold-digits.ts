/** Numbers as people type them: a keyboard for Arabic, Persian, Hindi or Bengali has digits of its own. */
const DIGIT = /\p{Nd}/u;
const DIGITS = /\p{Nd}/gu;

/** With the digits of every script as those of ASCII; other characters stay. */
export function foldDigits(text: string): string {
  return text.replace(DIGITS, digitOf);
}

/** In Unicode, ten digits follow each other in every script, from zero on. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}
