/** Why there is no address that a phone could reach, and so no code. */
import type { HostInfo, HostWarning } from '../../protocol/host-info.ts';
import type { WarningCode } from '../../protocol/host-warnings.ts';

const CODES = [
  'no_network',
  'no_address_given',
  'no_phone_network',
] as const satisfies readonly WarningCode[];

export type NoAddressCode = (typeof CODES)[number];

/** The warnings that say why. */
export function noAddressWarnings({ warnings }: Pick<HostInfo, 'warnings'>): readonly HostWarning[] {
  return warnings.filter(({ code }) => CODES.some((each) => each === code));
}

/** The reason, for a screen with words of its own; the plainest one where the host gives none. */
export function noAddressCode({ warnings }: Pick<HostInfo, 'warnings'>): NoAddressCode {
  return CODES.find((code) => warnings.some((warning) => warning.code === code)) ?? 'no_network';
}
