/**
 * Changes the address without loading anything. Browsers may refuse: Safari does after a hundred times in half a minute. Then it stays
 * as it was, and the page goes on; a reload comes back by what the browser keeps.
 */
export function replaceAddress(history: Pick<History, 'replaceState' | 'state'>, address: string): void {
  try {
    history.replaceState(history.state, '', address);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
