/** Fields for numbers take the digits of any keyboard: browsers and the library know those of some scripts, and drop all others without a word. */
import { foldDigits } from '../../../game/fold-digits.ts';

const NUMERIC = 'input[type="number"], input[inputmode="numeric"], input[inputmode="decimal"]';
const DECIMAL_POINT = /٫/gu;
/** Or the point that goes with them. */
const OTHER_DIGIT = /(?![0-9])\p{Nd}|٫/u;

/**
 * From now on, what is typed or pasted into such a field is written in the digits of ASCII. A field that shows other ones already goes on in those,
 * and a browser whose own language has them takes them by itself.
 * @param language the browser's own: BCP 47
 */
export function foldTypedDigits(page: Document, language: string): void {
  if (new Intl.NumberFormat(language).resolvedOptions().numberingSystem !== 'latn') return;
  const fold = (event: InputEvent) => {
    const { target, data } = event;
    if (!(target instanceof HTMLInputElement) || !target.matches(NUMERIC)) return;
    if (data === null || !OTHER_DIGIT.test(data) || OTHER_DIGIT.test(target.value)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The one way in which the field can still take it back, and says itself that it was typed into.
    // oxlint-disable-next-line typescript/no-deprecated -- nothing else writes into a field for numbers where the caret is
    page.execCommand('insertText', false, foldDigits(data).replace(DECIMAL_POINT, '.'));
  };
  page.addEventListener('beforeinput', fold, true);
}
