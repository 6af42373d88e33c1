/** What the network doctor says in each state, as a host sends it. */
import { RUNGS, type RungState, type System } from '../../../protocol/doctor-codes.ts';
import type { CauseReport, DoctorReport } from '../../../protocol/doctor-report.ts';

interface Change {
  readonly system?: System;
  readonly address?: string | null;
  readonly causes?: readonly CauseReport[];
  readonly isFirewallOpen?: boolean | null;
  readonly unread?: DoctorReport['unread'];
  /** When a phone was last heard from, ms ago. */
  readonly heardAgo?: number;
  /** When a browser last tried https, ms ago. */
  readonly httpsAgo?: number;
}

/** So many rungs have passed, and the next one is in this state. */
function report(passed: number, state: RungState, change: Change = {}): DoctorReport {
  const now = Date.now();
  const heardAt = change.heardAgo === undefined ? null : now - change.heardAgo;
  return {
    system: change.system ?? 'linux',
    port: 4747,
    address: change.address === undefined ? '192.168.1.20' : change.address,
    rungs: RUNGS.map((rung, index) => ({
      rung,
      state: index < passed ? 'passed' : index === passed ? state : 'waiting',
      at: rung === 'heard' ? heardAt : index < passed ? now - 90_000 : null,
    })),
    causes: (change.causes ?? []).map((cause) => ({ ...cause })),
    is_firewall_open: change.isFirewallOpen ?? null,
    unread: change.unread ?? [],
    https_tries:
      change.httpsAgo === undefined
        ? { count: 0, last_at: null }
        : { count: 3, last_at: now - change.httpsAgo },
  };
}

const plain = (...codes: readonly string[]): CauseReport[] =>
  codes.map((code) => ({ code, params: {}, command: null }));
const ANY_PHONE = plain(
  'phone_wifi',
  'mobile_data',
  'phone_permission',
  'phone_vpn',
  'isolation',
  'captive_portal',
  'private_dns',
);

/** By the names that pictures have. */
export const DOCTOR_REPORTS: Readonly<Record<string, () => DoctorReport>> = {
  'no-network': () => report(1, 'failed', { address: null, causes: plain('no_network'), system: 'windows' }),
  'no-network-mac': () =>
    report(1, 'failed', { address: null, causes: plain('no_network'), system: 'macos' }),
  checking: () => report(2, 'waiting'),
  'not-itself': () =>
    report(2, 'failed', {
      causes: [
        {
          code: 'unreachable_itself',
          params: { address: '192.168.1.20', error: 'EHOSTUNREACH' },
          command: null,
        },
        { code: 'laptop_vpn', params: { interface: 'NordLynx' }, command: null },
      ],
    }),
  waiting: () => report(3, 'waiting', { causes: ANY_PHONE, isFirewallOpen: true }),
  https: () => report(3, 'waiting', { causes: ANY_PHONE, isFirewallOpen: true, httpsAgo: 40_000 }),
  'blocked-windows': () =>
    report(3, 'failed', {
      system: 'windows',
      isFirewallOpen: false,
      causes: [
        {
          code: 'firewall_blocks_program',
          params: { rules: ['trading game night.exe'] },
          command:
            "Disable-NetFirewallRule -Name 'TCP Query User{A1B2C3D4-0000-4000-8000-000000000001}C:\\program files\\trading game night\\trading game night.exe'",
        },
        {
          code: 'public_network',
          params: { network: 'Hall Guest 5G' },
          command: 'Set-NetConnectionProfile -InterfaceIndex 12 -NetworkCategory Private',
        },
        ...ANY_PHONE,
      ],
    }),
  'closed-linux': () =>
    report(3, 'failed', {
      isFirewallOpen: false,
      causes: [
        {
          code: 'firewall_closed',
          params: { firewall: 'ufw', port: '4747' },
          command: 'sudo ufw allow 4747/tcp',
        },
        ...ANY_PHONE,
      ],
      unread: [
        { program: 'nft', reason: 'not_allowed' },
        { program: 'iptables-save', reason: 'too_slow' },
      ],
    }),
  'unreached-mac': () =>
    report(3, 'failed', {
      system: 'macos',
      httpsAgo: 40_000,
      causes: [
        ...plain('phone_wifi', 'mobile_data'),
        {
          code: 'firewall_unread',
          params: { firewall: 'Application Firewall' },
          command:
            "sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add '/Applications/Trading Game Night.app' --unblockapp '/Applications/Trading Game Night.app'",
        },
        ...plain(
          'other_address',
          'phone_permission',
          'phone_vpn',
          'isolation',
          'captive_portal',
          'local_network',
          'private_dns',
        ),
      ],
    }),
  opened: () =>
    report(4, 'waiting', {
      causes: plain('not_joined', 'phone_vpn', 'live_blocked', 'mobile_data'),
      heardAgo: 5_000,
    }),
  'not-connected': () =>
    report(4, 'failed', {
      causes: plain('not_joined', 'phone_vpn', 'live_blocked', 'mobile_data'),
      heardAgo: 5_000,
    }),
  quiet: () =>
    report(5, 'waiting', { causes: plain('asleep', 'access_point', 'mobile_data'), heardAgo: 240_000 }),
  well: () => report(6, 'passed', { heardAgo: 4_000 }),
};
