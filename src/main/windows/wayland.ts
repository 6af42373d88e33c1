export interface Session {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Chromium's `--ozone-platform`; empty where it was not given. */
  readonly ozone: string;
}

/** Whether an app can place its own windows: everywhere but on Wayland, which ignores it. */
export function canPlaceWindows({ platform, env, ozone }: Session): boolean {
  if (platform !== 'linux' || ozone === 'x11') return true;
  const isWayland = env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  return ozone !== 'wayland' && !isWayland;
}
