/** What a field says of the name in it. A part of its own: the tables of letters behind it weigh more than a screen, and the host checks too. */
import type { TFunction } from 'i18next';
import type { TextFault } from '../../../game/check-text.ts';
import { PLAYER_NAME_LIMIT } from '../../../game/text-limits.ts';
import { TextCounter, type TextCounterProps } from '../../shared/components/text-counter.tsx';
import { checkTyped, typedTextFault } from '../../shared/typed-text.ts';

/** Why the host would refuse the name; null: it takes it. */
export function nameFault(name: string): TextFault | null {
  return checkTyped(name, PLAYER_NAME_LIMIT).fault;
}

/** The same for people; null also while nothing was typed. */
export function nameFaultText(t: TFunction, name: string): string | null {
  return typedTextFault(t, name, PLAYER_NAME_LIMIT);
}

export type NameCounterProps = Omit<TextCounterProps, 'limit'>;

/** "3 of 20". */
export function NameCounter(props: NameCounterProps) {
  return <TextCounter {...props} limit={PLAYER_NAME_LIMIT} />;
}
