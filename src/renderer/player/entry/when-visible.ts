/** Calls once the page is really looked at: not while a browser only prepares it. Returns what stops the waiting. */
export function whenVisible(
  page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>,
  call: () => void,
): () => void {
  const look = () => {
    if (page.visibilityState !== 'visible') return;
    stop();
    call();
  };
  const stop = () => page.removeEventListener('visibilitychange', look);
  page.addEventListener('visibilitychange', look);
  look();
  return stop;
}
