import type { BoardDisplayMode } from '../../../preload/channels.ts';

/** The text to show once the desktop app has opened the board: what is left to do, with this system's own keys. */
export function boardShownKey(
  shown: BoardDisplayMode,
  userAgent: string,
): 'link.on_projector' | 'link.in_window' | 'link.in_window_mac' {
  if (shown === 'projector') return 'link.on_projector';
  return userAgent.includes('Macintosh') ? 'link.in_window_mac' : 'link.in_window';
}
