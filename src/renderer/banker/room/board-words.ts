import type { BoardShown } from '../../../preload/channels.ts';

/** What is said once the desktop app opened the board: what there is to do, in the keys of this system. */
export function boardWords(
  shown: BoardShown,
  userAgent: string,
): 'link.on_projector' | 'link.in_window' | 'link.in_window_mac' {
  if (shown === 'projector') return 'link.on_projector';
  return userAgent.includes('Macintosh') ? 'link.in_window_mac' : 'link.in_window';
}
