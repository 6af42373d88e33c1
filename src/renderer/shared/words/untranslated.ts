/**
 * What a page shows that did not come from a catalogue, when it speaks the pseudo-language: in a browser,
 * `page.evaluate(untranslatedText)`. Names (`<bdi>`, isolates) and what is marked `data-words="none"` are left out.
 * Holds no reference to anything outside itself, because it is sent to the page as text.
 */
export function untranslatedText(): string[] {
  const attributes = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];
  const isForeign = (text: string | null): text is string => {
    const said = (text ?? '').replaceAll(/\u2068[^\u2069]*\u2069/g, '');
    return /\p{L}/u.test(said) && !/[[\]áçéğíñóŕšúýÁÇÉĞÍÑÓŔŠÚÝłžŁŽ]/u.test(said);
  };
  const isOurs = (element: Element | null) =>
    element !== null && element.closest('bdi, script, style, [data-words="none"]') === null;

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (texts.nextNode() !== null) {
    const { nodeValue, parentElement } = texts.currentNode;
    if (isOurs(parentElement) && isForeign(nodeValue)) found.push(nodeValue.trim());
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (!isOurs(element)) continue;
    for (const name of attributes) {
      const value = element.getAttribute(name);
      if (isForeign(value)) found.push(`${name}: ${value}`);
    }
  }
  return found;
}
