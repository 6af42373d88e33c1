import type { Page } from '@playwright/test';

/** Texts of a page in the pseudo-locale that are not in brackets, except for names and numbers. */
export async function outsideTheCatalogues(page: Page, known: readonly string[]): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest('script, style, bdi, time, [data-words="none"]') !== null)
        continue;
      found.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        const value = element.getAttribute(name);
        if (value !== null) found.push(value);
      }
    }
    return found;
  });
  return texts.filter(
    (text) => /\p{L}{2}/u.test(text) && !/[[\]]/.test(text) && !known.some((word) => text.includes(word)),
  );
}
