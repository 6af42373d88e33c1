import type { i18n } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultEnvironment } from '../../../client/environment.ts';
import { keepLoading } from '../../../client/keep-loading.ts';
import { loadMoreWords } from '../../shared/locales/page-words.ts';
import { PHONE_WORDS } from '../phone-words.ts';

export interface LaterPart<Part> {
  /** Null: not there yet. */
  readonly Part: Part | null;
  /** Whether it could not be fetched so far. */
  readonly isMissing: boolean;
}

/**
 * A part of the page in a chunk of its own, so that the first screen need not wait for it. Asked for early, it is there when the laptop
 * is out of reach. What got lost is asked for again by itself, until it comes.
 * @param load one function for ever, or the part is fetched at every drawing
 * @param reason a change of it is a reason to try again at once, such as a new connection
 */
export function useLaterPart<Part>(load: (words: i18n) => Promise<Part>, reason: string): LaterPart<Part> {
  const { i18n: words } = useTranslation();
  const [loaded, setLoaded] = useState<LaterPart<Part>>({ Part: null, isMissing: false });
  useEffect(
    () =>
      keepLoading({
        environment: defaultEnvironment(),
        load: () => load(words),
        onLoaded: (Part) => setLoaded({ Part, isMissing: false }),
        // Whoever shows it says that it is missing.
        onMissing: () => setLoaded({ Part: null, isMissing: true }),
      }),
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
    [load, reason, words],
  );
  return loaded;
}

/** The languages to choose from. */
export const loadLanguageSelect = async () =>
  (await import('../../shared/components/language-select.tsx')).LanguageSelect;

/** What a field says of a name, and what other tabs have done meanwhile. */
export const loadJoinLater = () => import('../entry/join-later.ts');

/** What draws codes. */
export const loadQrCode = async () => (await import('../../shared/components/qr-code.tsx')).QrCode;

/** The ways to a seat that somebody has already. */
export async function loadComingBack(words: i18n) {
  const [{ ComingBack }] = await Promise.all([
    import('../entry/coming-back.tsx'),
    loadMoreWords(words, PHONE_WORDS, 'drawer'),
  ]);
  return ComingBack;
}

/** What "Team and more" opens. */
export async function loadDrawer(words: i18n) {
  const [{ Drawer }] = await Promise.all([
    import('../drawer/drawer.tsx'),
    loadMoreWords(words, PHONE_WORDS, 'drawer'),
    loadMoreWords(words, PHONE_WORDS, 'needs'),
  ]);
  return Drawer;
}

/** The others who play on this phone. */
export async function loadSeatSwitch(words: i18n) {
  const [{ SeatSwitch }] = await Promise.all([
    import('../seats/seat-switch.tsx'),
    loadMoreWords(words, PHONE_WORDS, 'drawer'),
  ]);
  return SeatSwitch;
}

/** What the banker says to everybody, how long until the end, and 3, 2, 1. */
export async function loadEvening(words: i18n) {
  const [{ Evening }] = await Promise.all([
    import('../evening/evening.tsx'),
    loadMoreWords(words, PHONE_WORDS, 'evening'),
  ]);
  return Evening;
}

/** Who is in which team, where one is chosen. */
export async function loadTeamMembers(words: i18n) {
  const [{ TeamMembers }] = await Promise.all([
    import('../teams/team-members.tsx'),
    loadMoreWords(words, PHONE_WORDS, 'members'),
  ]);
  return TeamMembers;
}

/** How an exercise is done that is done otherwise than usual. */
export async function loadYourWay(words: i18n) {
  const [{ YourWay }] = await Promise.all([
    import('../needs/your-way.tsx'),
    loadMoreWords(words, PHONE_WORDS, 'needs'),
  ]);
  return YourWay;
}

/** What counts the same, for whoever can't do an exercise. */
export async function loadEqualOffers(words: i18n) {
  const [{ EqualOffers }] = await Promise.all([
    import('../needs/equal-offers.tsx'),
    loadMoreWords(words, PHONE_WORDS, 'needs'),
  ]);
  return EqualOffers;
}

/** The exercises and buildings that end a game. */
export const loadWhatYouDid = async () => (await import('../screens/what-you-did.tsx')).WhatYouDid;

/** What keeps fingers from hitting what has only just come to lie under them, and refusals from outliving their causes. */
export const loadGuards = async () => (await import('../components/guards.tsx')).Guards;
