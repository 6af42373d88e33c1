/** Vibrates the phone where possible (Android); elsewhere tone and text have to do. Pattern: ms on, off, on... */
export function vibrate(
  device: { readonly vibrate?: (pattern: number[]) => boolean },
  pattern: readonly number[],
): boolean {
  try {
    return device.vibrate?.([...pattern]) ?? false;
  } catch {
    // A browser that has it and forbids it: as one without it.
    return false;
  }
}

export const VIBRATION_PATTERNS = { assigned: [200, 100, 200, 100, 400], soon: [150, 100, 150] } as const;
