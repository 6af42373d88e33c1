/** Calls back once the page is visible, not while a browser prerenders it. Returns a function that cancels. */
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
