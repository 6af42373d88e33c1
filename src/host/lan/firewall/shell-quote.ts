/** Quotes text for a command that a person copies into a shell, so that it stays one word whatever it contains. Pure. */

/** For sh and its kin. Null: no shell takes such a text on one line. */
export function quoteForShell(text: string): string | null {
  if (!isOneLine(text)) return null;
  return /^[\w./:@+,-]+$/.test(text) && !text.startsWith('-')
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** For PowerShell, which takes curly quotes for straight ones. Null: no shell takes such a text on one line. */
export function quoteForPowerShell(text: string): string | null {
  return isOneLine(text) ? `'${text.replaceAll(/['‘’‚‛]/g, '$&$&')}'` : null;
}

/** A pasted line break would run what comes before it, and a direction character hide what is run. */
function isOneLine(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text);
}
