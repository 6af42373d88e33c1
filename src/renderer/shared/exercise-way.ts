/** Ways of an exercise that have a name of their own. */
import type { TFunction } from 'i18next';
import type { Variant } from '../../game/enums.ts';
import type { Challenge } from '../../protocol/entity-schemas.ts';
import type { Format } from './format.ts';

/**
 * What they are called as usual would contradict them: nobody does "25 star jumps, without jumping", and "20 push-ups, with one hand"
 * are harder ones than against the wall that is meant.
 */
const NAMED_WAYS = {
  star_jumps: ['low_impact', 'seated'],
  jumping_jacks: ['low_impact', 'seated'],
} as const satisfies Readonly<Record<string, readonly Variant[]>>;

interface Way {
  /** Of an exercise in the catalogue; any other has no such names. */
  readonly type: string | null;
  readonly variant: Variant | null;
  readonly count: number;
}

/** "25 step-out stars"; null: it goes by the exercise's own name. */
export function namedWay(
  t: TFunction<'needs'>,
  format: Format,
  { type, variant, count }: Way,
): string | null {
  const counted = { count, number: format.number(count) };
  if (type === 'push_ups') return variant === 'one_handed' ? t('named.push_ups.one_handed', counted) : null;
  if (type !== 'star_jumps' && type !== 'jumping_jacks') return null;
  const named = NAMED_WAYS[type].find((each) => each === variant);
  return named === undefined ? null : t(`named.${type}.${named}`, counted);
}

/** What somebody is at, where that way has a name of its own. */
export function namedWayOf(
  t: TFunction<'needs'>,
  format: Format,
  { challenge_type: type, target_number: count, variant, from_catalogue: isBuiltIn }: Challenge,
): string | null {
  return isBuiltIn === true && count !== null
    ? namedWay(t, format, { type, variant: variant ?? null, count })
    : null;
}
