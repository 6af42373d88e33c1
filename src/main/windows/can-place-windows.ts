export interface DesktopSession {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Chromium's `--ozone-platform`; empty if it was not given. */
  readonly ozonePlatform: string;
}

/** Whether an app can position its own windows: everywhere but on Wayland, which ignores it. */
export function canPlaceWindows({ platform, env, ozonePlatform }: DesktopSession): boolean {
  if (platform !== 'linux' || ozonePlatform === 'x11') return true;
  const isWayland = env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  return ozonePlatform !== 'wayland' && !isWayland;
}
