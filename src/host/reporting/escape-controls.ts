/** Whatever a terminal, or a program that shows a log, would obey instead of show: all controls but line breaks and tabs, and bidi marks. */
const OBEYED = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** The text with such characters written out, as JSON writes them: `\u001b`. */
export function escapeControls(text: string): string {
  return text.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
