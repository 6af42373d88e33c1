import { type ComponentType, useEffect, useState } from 'react';

export interface LaterPart<Props> {
  /** Null: not there yet. */
  readonly Part: ComponentType<Props> | null;
  /** Whether it could not be fetched; tried again for another reason. */
  readonly isMissing: boolean;
}

/**
 * A part of the page in a chunk of its own, so that the first screen need not wait for it. Asked for early, it is there when the laptop
 * is out of reach.
 * @param load one function for ever, or the part is fetched at every drawing
 * @param reason a change of it is a reason to try again, such as a new connection
 */
export function useLaterPart<Props>(
  load: () => Promise<ComponentType<Props>>,
  reason: string,
): LaterPart<Props> {
  const [loaded, setLoaded] = useState<LaterPart<Props>>({ Part: null, isMissing: false });
  useEffect(() => {
    let isWanted = true;
    // Whoever shows it says that it is missing.
    void load()
      .then(
        (Part): LaterPart<Props> => ({ Part, isMissing: false }),
        (): LaterPart<Props> => ({ Part: null, isMissing: true }),
      )
      .then((found) => isWanted && setLoaded(found));
    return () => {
      isWanted = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [load, reason]);
  return loaded;
}

/** What draws codes. */
export const loadQrCode = async () => (await import('../../shared/components/qr-code.tsx')).QrCode;

/** What "Team and more" opens. */
export const loadDrawer = async () => (await import('../drawer/drawer.tsx')).Drawer;

/** What the banker says to everybody, how long until the end, and 3, 2, 1. */
export const loadEvening = async () => (await import('../evening/evening.tsx')).Evening;

/** Who is in which team, where one is chosen. */
export const loadTeamMembers = async () => (await import('../teams/team-members.tsx')).TeamMembers;

/** What keeps fingers from hitting what has only just come to lie under them. */
export const loadPlaceGuard = async () => (await import('../components/place-guard.tsx')).PlaceGuard;
