/** Unicode's normalisation in a time that grows with the length of the text alone, whoever wrote it. */

/** The most marks that are put in order together: Unicode's own limit for streams (UAX #15, "Stream-Safe Text Format"). */
export const MARKS_TOGETHER = 30;
/** Marks, and the two letters that become marks. */
const MARK = String.raw`[\p{M}\uFF9E\uFF9F]`;
const MARKS = new RegExp(`${MARK}{${MARKS_TOGETHER}}`, 'gu');

/**
 * The text in this form. Engines put the marks of a letter in order one by one, and ten thousand of them take a second: where more than
 * thirty follow each other, which no script knows, they are put in order thirty at a time. Nothing else in the program normalises.
 */
export function normalised(text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): string {
  if (text.length < MARKS_TOGETHER) return text.normalize(form);
  let done = '';
  let begin = 0;
  for (const { 0: marks, index } of text.matchAll(MARKS)) {
    const end = index + marks.length;
    done += text.slice(begin, end).normalize(form);
    begin = end;
  }
  return done + text.slice(begin).normalize(form);
}
