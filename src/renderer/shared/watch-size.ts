/**
 * Calls `tell` soon, and whenever this part of the page has changed its size. Older browsers cannot say when a part changes, only
 * when the window does.
 * @returns ends it
 */
export function watchSize(part: Element, tell: () => void): () => void {
  if (typeof ResizeObserver === 'undefined') {
    tell();
    addEventListener('resize', tell);
    return () => removeEventListener('resize', tell);
  }
  const observer = new ResizeObserver(tell);
  observer.observe(part);
  return () => observer.disconnect();
}
