/** What the doctor's causes are called in the page's language. */
import type { TFunction } from 'i18next';
import type { CauseCode, System } from '../../../protocol/doctor-codes.ts';
import type { CauseReport } from '../../../protocol/doctor-report.ts';
import type { Format } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';

/** Codes whose parameters people should see. */
const WITH_DETAIL = [
  'address_not_here',
  'answered_by_another',
  'unreachable_itself',
  'firewall_blocks_program',
  'firewall_closed',
  'public_network',
  'firewall_unread',
  'arrived_elsewhere',
  'laptop_vpn',
] as const satisfies readonly CauseCode[];

const WITHOUT_DETAIL = [
  'no_network',
  'firewall_blocks_all',
  'firewall_managed',
  'local_network',
  'other_address',
  'phone_wifi',
  'mobile_data',
  'phone_permission',
  'phone_vpn',
  'private_dns',
  'captive_portal',
  'isolation',
  'not_joined',
  'live_blocked',
  'asleep',
  'access_point',
] as const satisfies readonly Exclude<CauseCode, (typeof WITH_DETAIL)[number]>[];

/** Fixes of one system; elsewhere the general one has to do. */
const OWN_FIXES = [
  'firewall_blocks_all.windows',
  'firewall_blocks_all.macos',
  'firewall_blocks_program.windows',
  'firewall_blocks_program.macos',
  'firewall_closed.windows',
  'firewall_closed.linux',
  'firewall_unread.windows',
  'firewall_unread.macos',
  'firewall_unread.linux',
] as const satisfies readonly `${CauseCode}.${System}`[];

export interface CauseText {
  readonly title: string;
  /** What exactly was found; null: nothing more than the title says. */
  readonly detail: string | null;
  readonly fix: string;
}

/** A code that this page does not know is named as it is: a newer laptop found more than an older page has words for. */
export function causeText(
  t: TFunction<'doctor'>,
  format: Format,
  { code, params }: Pick<CauseReport, 'code' | 'params'>,
  system: System,
): CauseText {
  const detailed = WITH_DETAIL.find((each) => each === code);
  const known = detailed ?? WITHOUT_DETAIL.find((each) => each === code);
  if (known === undefined)
    return {
      title: t('unknown_cause.title'),
      detail: t('unknown_cause.detail', { code: isolate(code) }),
      fix: t('unknown_cause.fix'),
    };
  const own = OWN_FIXES.find((each) => each === `${known}.${system}`);
  const isComplete = Object.values(params).every((value) => value !== null) || code === 'unreachable_itself';
  return {
    title: t(`cause.${known}.title`),
    detail:
      detailed === undefined || !isComplete ? null : t(`cause.${detailed}.detail`, isolated(format, params)),
    fix: t(`cause.${own ?? `${known}.fix`}`),
  };
}

/** Addresses and names run left to right, whatever the sentence does. */
function isolated(format: Format, params: CauseReport['params']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      Array.isArray(value) ? format.list(value.map(isolate)) : isolate(value ?? ''),
    ]),
  );
}
