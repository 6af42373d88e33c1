/** Sentences that come at the same moment, said one after the other. */

/** Browsers tell a screen reader of one change where there are two within a moment, ms. */
const APART_MS = 150;

/** Returns a function that says the first at once and each other one a moment after that before it, in order. */
export function inTurn(say: (text: string) => void): (text: string) => void {
  const waiting: string[] = [];
  let isSaying = false;
  const sayNext = () => {
    const text = waiting.shift();
    isSaying = text !== undefined;
    if (text === undefined) return;
    say(text);
    setTimeout(sayNext, APART_MS);
  };
  return (text) => {
    waiting.push(text);
    if (!isSaying) sayNext();
  };
}
