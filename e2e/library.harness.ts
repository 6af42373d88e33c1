/** A library with content, in the words of leaders who speak the language. */
import type { Language } from '../src/game/enums.ts';
import type { RunningHost } from './running-host.harness.ts';

interface LibraryWords {
  readonly hops: string;
  readonly stepping: string;
  readonly seated: string;
  readonly juggling: string;
  readonly template: string;
}

const WORDS: Readonly<Record<Language, LibraryWords>> = {
  en: {
    hops: 'hops over the rope',
    stepping: 'Step over the rope, one foot after the other.',
    seated: 'Sit: lift both feet over the rope and back.',
    juggling: 'Juggle two scarves',
    template: 'Summer camp',
  },
  de: {
    hops: 'Sprünge übers Seil',
    stepping: 'Steig übers Seil, ein Fuß nach dem anderen.',
    seated: 'Setz dich: beide Füße übers Seil heben und zurück.',
    juggling: 'Jongliere mit zwei Tüchern',
    template: 'Sommerlager',
  },
  fr: {
    hops: 'sauts par-dessus la corde',
    stepping: 'Enjambe la corde, un pied après l’autre.',
    seated: 'Assieds-toi : passe les deux pieds au-dessus de la corde, et reviens.',
    juggling: 'Jongle avec deux foulards',
    template: 'Camp d’été',
  },
  es: {
    hops: 'saltos por encima de la cuerda',
    stepping: 'Pasa por encima de la cuerda, primero un pie y luego el otro.',
    seated: 'En una silla: pasa los dos pies por encima de la cuerda, ida y vuelta.',
    juggling: 'Malabares con dos pañuelos',
    template: 'Campamento de verano',
  },
  ar: {
    hops: 'قفزات فوق الحبل',
    stepping: 'خطوة فوق الحبل، قدمًا بعد الأخرى.',
    seated: 'جلوسًا: رفع القدمين معًا فوق الحبل ثم إعادتهما.',
    juggling: 'رمي منديلين بالتناوب',
    template: 'المخيم الصيفي',
  },
};

export const libraryWords = (tag: string): LibraryWords => WORDS[tag as Language];

/** One that is done in other ways, too, and one of which nobody has said who it suits. */
export async function fillLibrary(host: RunningHost, tag: string): Promise<void> {
  const { hops, stepping, seated, juggling } = libraryWords(tag);
  await host.api('/library/exercises', { ...hopsOf(hops, stepping, seated) });
  await host.api('/library/exercises', {
    name: juggling,
    target: 30,
    unit: 'seconds',
    duration_seconds: 120,
    suggested: false,
  });
}

function hopsOf(name: string, stepping: string, seated: string) {
  const ways = [
    { variant: 'low_impact', meets: ['low_impact', 'quiet'], how: stepping },
    { variant: 'seated', meets: ['seated', 'low_impact', 'quiet'], how: seated },
  ];
  return { name, target: 12, easier: 8, harder: 20, muscles: 'breath', meets: [], ways };
}

/** The exercise with the other ways, as a desk gives it. */
export function hopsGiven(tag: string): object {
  const { hops, stepping, seated } = libraryWords(tag);
  const { name, target, meets, ways } = hopsOf(hops, stepping, seated);
  return { challenge_type: 'custom', challenge_description: name, target_number: target, meets, ways };
}

/** A template of this game. */
export const saveTemplate = (host: RunningHost, code: string, tag: string) =>
  host.api('/library/templates', { name: libraryWords(tag).template, game_code: code, exercises: [] });

/** Says what suits the player of this name who has an open challenge. */
export async function sayNeeds(
  host: RunningHost,
  code: string,
  name: string,
  needs: readonly string[],
): Promise<void> {
  const open = await host.api<{ player_id: number; player_name: string }[]>(`/challenges/${code}/active`);
  const id = open.find(({ player_name }) => player_name === name)?.player_id;
  if (id === undefined) throw new Error(`${name} has no open challenge.`);
  await host.api(`/games/${code}/players/${id}`, { needs }, 'PATCH');
}
