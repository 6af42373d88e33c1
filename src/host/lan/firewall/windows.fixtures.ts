/** What Windows prints about its firewall, for tests. */

interface Parts {
  readonly networks?: unknown;
  readonly profiles?: unknown;
  readonly rules?: unknown;
}

export const network = (name: string, interfaceAlias: string, category: string | number, index = 12) => ({
  Name: name,
  InterfaceAlias: interfaceAlias,
  InterfaceIndex: index,
  NetworkCategory: category,
});

const profile = (name: string, change: object = {}) => ({
  Name: name,
  Enabled: 'True',
  AllowInboundRules: 'NotConfigured',
  DefaultInboundAction: 'NotConfigured',
  ...change,
});

/** As Windows comes, with what is changed in all three. */
export const profiles = (change: object = {}) =>
  ['Domain', 'Private', 'Public'].map((name) => profile(name, change));

export const rule = (change: object = {}) => ({
  Name: '{6B1C8F0A-0D3C-4F0E-9D53-0C7B4B1C8A11}',
  DisplayName: 'Trading Game Night',
  Action: 'Allow',
  Profile: 'Any',
  Protocol: 'TCP',
  LocalPort: ['Any'],
  Source: 'Local',
  ...change,
});

/** What "Cancel" at Windows' question leaves: one rule for TCP and one for UDP. */
export const CANCELLED = ['TCP', 'UDP'].map((protocol) =>
  rule({
    Name: `${protocol} Query User{A1B2C3D4-0000-4000-8000-00000000000${protocol === 'TCP' ? 1 : 2}}C:\\program files\\night\\night.exe`,
    DisplayName: 'night.exe',
    Action: 'Block',
    Profile: 'Public',
    Protocol: protocol,
    LocalPort: ['Any'],
  }),
);

export const asJson = ({
  networks = [network('Hall', 'Wi-Fi', 'Public')],
  profiles: three = profiles(),
  rules = [],
}: Parts = {}) => JSON.stringify({ networks, profiles: three, rules });

/** A block per profile, in the laptop's language. */
const netsh = (
  headings: readonly [string, string, string],
  state: string,
  on: readonly string[],
  policy: string,
  value: string,
  end: string,
) =>
  `${headings
    .map(
      (heading, index) => `
${heading} 
----------------------------------------------------------------------
${state.padEnd(38)}${on[index] ?? on[0] ?? ''}
${policy.padEnd(38)}${value}
LocalFirewallRules                    N/A (GPO-store only)
LocalConSecRules                      N/A (GPO-store only)
InboundUserNotification               Enable
RemoteManagement                      Disable
UnicastResponseToMulticast            Enable

Logging:
LogAllowedConnections                 Disable
FileName                              %systemroot%\\system32\\LogFiles\\Firewall\\pfirewall.log
MaxFileSize                           4096
`,
    )
    .join('\n')}${end}
`.replaceAll('\n', '\r\n');

const ENGLISH = [
  'Domain Profile Settings:',
  'Private Profile Settings:',
  'Public Profile Settings:',
] as const;
const USUAL = 'BlockInbound,AllowOutbound';

export const NETSH = {
  english: (on: readonly string[] = ['ON'], value = USUAL) =>
    netsh(ENGLISH, 'State', on, 'Firewall Policy', value, 'Ok.'),
  german: (on = ['EIN']) =>
    netsh(
      [
        'Einstellungen für Domänenprofil:',
        'Einstellungen für Privates Profil:',
        'Einstellungen für Öffentliches Profil:',
      ],
      'Status',
      on,
      'Firewallrichtlinie',
      USUAL,
      'OK.',
    ),
  /** Read with another code page than it was written in. */
  garbled: () =>
    netsh(
      [
        'Einstellungen f\uFFFDr Dom\uFFFDnenprofil:',
        'Einstellungen f\uFFFDr Privates Profil:',
        'Einstellungen f\uFFFDr \uFFFDffentliches Profil:',
      ],
      'Status',
      ['AUS'],
      'Firewallrichtlinie',
      USUAL,
      'OK.',
    ),
  french: (on = ['Actif']) =>
    netsh(
      ['Paramètres Profil de domaine :', 'Paramètres Profil privé :', 'Paramètres Profil public :'],
      'État',
      on,
      'Stratégie de pare-feu',
      USUAL,
      'Ok.',
    ),
  spanish: (on = ['ACTIVAR']) =>
    netsh(
      [
        'Configuración de Perfil de dominio:',
        'Configuración de Perfil privado:',
        'Configuración de Perfil público:',
      ],
      'Estado',
      on,
      'Directiva de firewall',
      USUAL,
      'Aceptar',
    ),
} as const;
