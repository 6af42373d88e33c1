import { assert, jsonValue, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFirewallJson, readNetshProfiles } from './windows-readers.ts';
import { asJson, network, NETSH, profiles, rule } from './windows.fixtures.ts';

const PORT = 4747;
const read = (output: string) => readFirewallJson(output, PORT);
const USUAL = { isOn: true, takesAllowRules: true, allowsByDefault: false };
const three = <State>(domain: State, atHome: State, inPublic: State) => ({
  domain,
  private: atHome,
  public: inPublic,
});

describe('PowerShell', () => {
  it('tells networks, profiles and rules', () => {
    expect(
      read(asJson({ networks: [network('Gäste "Saal"', 'WLAN', 'Private', 7)], rules: [rule()] })),
    ).toEqual({
      networks: [{ name: 'Gäste "Saal"', interfaceName: 'WLAN', interfaceIndex: 7, profile: 'private' }],
      profiles: three(USUAL, USUAL, USUAL),
      rules: [
        {
          id: rule().Name,
          name: 'Trading Game Night',
          allows: true,
          profiles: ['domain', 'private', 'public'],
          isManaged: false,
        },
      ],
    });
  });

  it.each([
    ['Public', 'public'],
    ['Private', 'private'],
    ['DomainAuthenticated', 'domain'],
    [0, 'public'],
    [1, 'private'],
    [2, 'domain'],
  ])('calls a network %s or by its number', (category, profile) => {
    expect(read(asJson({ networks: [network('Hall', 'Wi-Fi', category)] }))?.networks?.[0]?.profile).toBe(
      profile,
    );
  });

  it.each([
    [{ Enabled: 'False' }, { ...USUAL, isOn: false }],
    [{ Enabled: 0 }, { ...USUAL, isOn: false }],
    [{ Enabled: 'NotConfigured' }, USUAL],
    [{ AllowInboundRules: 'False' }, { ...USUAL, takesAllowRules: false }],
    [{ AllowInboundRules: 0 }, { ...USUAL, takesAllowRules: false }],
    [{ DefaultInboundAction: 'Allow' }, { ...USUAL, allowsByDefault: true }],
    [{ DefaultInboundAction: 2 }, { ...USUAL, allowsByDefault: true }],
    [{ DefaultInboundAction: 'Block' }, USUAL],
  ])('says what a profile does (%j)', (change, state) => {
    expect(read(asJson({ profiles: profiles(change) }))?.profiles?.public).toEqual(state);
  });

  it.each([
    ['Any', ['domain', 'private', 'public']],
    ['Domain, Private', ['domain', 'private']],
    ['Public', ['public']],
    [0, ['domain', 'private', 'public']],
    [4, ['public']],
    [3, ['domain', 'private']],
    [2_147_483_647, ['domain', 'private', 'public']],
  ])('says where a rule applies (%s)', (value, expected) => {
    expect(read(asJson({ rules: [rule({ Profile: value })] }))?.rules?.[0]?.profiles).toEqual(expected);
  });

  it.each([
    [{ Protocol: 'TCP' }, 1],
    [{ Protocol: 'Any' }, 1],
    [{ Protocol: '6' }, 1],
    [{ Protocol: 'UDP' }, 0],
    [{ LocalPort: ['4747'] }, 1],
    [{ LocalPort: '4747' }, 1],
    [{ LocalPort: ['80', '4700-4800'] }, 1],
    [{ LocalPort: ['Any'] }, 1],
    [{ LocalPort: null }, 1],
    [{ LocalPort: ['4748'] }, 0],
    [{ LocalPort: ['RPC'] }, 0],
    [{ Action: 'Block' }, 1],
    [{ Action: 4 }, 1],
    [{ Action: 'NotConfigured' }, 0],
  ])('leaves out rules that do not concern the phones (%j)', (change, count) => {
    expect(read(asJson({ rules: [rule(change)] }))?.rules).toHaveLength(count);
  });

  it('knows what a company has set', () => {
    expect(read(asJson({ rules: [rule({ Source: 'GroupPolicy' })] }))?.rules?.[0]?.isManaged).toBe(true);
    expect(read(asJson({ rules: [rule({ Source: 2 })] }))?.rules?.[0]?.isManaged).toBe(true);
    expect(read(asJson({ rules: [rule({ Source: undefined })] }))?.rules?.[0]?.isManaged).toBe(false);
  });

  it('may write a list with one item as that item, and a byte-order mark', () => {
    const output = `\uFEFF${asJson({ networks: network('Hall', 'Wi-Fi', 'Public'), rules: rule() })}`;
    expect(read(output)).toMatchObject({ networks: [{ name: 'Hall' }], rules: [{ allows: true }] });
  });

  it('loses no more than the part that it refuses', () => {
    expect(read(JSON.stringify({ networks: null, profiles: profiles(), rules: null }))).toEqual({
      networks: null,
      profiles: three(USUAL, USUAL, USUAL),
      rules: null,
    });
    expect(read(asJson({ profiles: profiles().slice(1) }))?.profiles).toBeNull();
    expect(
      read(asJson({ networks: [{ Name: 'odd' }, network('Hall', 'Wi-Fi', 'Public')] }))?.networks,
    ).toHaveLength(1);
  });

  it.each(['{}', 'null', '7', '[]', '{"networks":null}'])('is not read into %s', (output) => {
    expect(read(output)).toBeNull();
  });

  it('does not trip its reader with JSON of any shape', () => {
    assert(
      property(jsonValue(), jsonValue(), jsonValue(), (networks, three_, rules) => {
        expect(() => read(JSON.stringify({ networks, profiles: three_, rules }))).not.toThrow();
      }),
    );
  });
});

describe('netsh', () => {
  const OFF = { ...USUAL, isOn: false };
  it.each([
    ['English', NETSH.english(), three(USUAL, USUAL, USUAL)],
    ['English, off in public', NETSH.english(['ON', 'ON', 'OFF']), three(USUAL, USUAL, OFF)],
    ['German', NETSH.german(), three(USUAL, USUAL, USUAL)],
    ['German, off at home', NETSH.german(['EIN', 'AUS', 'EIN']), three(USUAL, OFF, USUAL)],
    ['German, garbled', NETSH.garbled(), three(OFF, OFF, OFF)],
    ['French', NETSH.french(), three(USUAL, USUAL, USUAL)],
    ['French, off', NETSH.french(['Inactif']), three(OFF, OFF, OFF)],
    ['French, off in other words', NETSH.french(['D\uFFFDsactiv\uFFFD']), three(OFF, OFF, OFF)],
    ['Spanish', NETSH.spanish(), three(USUAL, USUAL, USUAL)],
    ['Spanish, off', NETSH.spanish(['DESACTIVAR']), three(OFF, OFF, OFF)],
  ])('speaks %s', (_language, output, expected) => {
    expect(readNetshProfiles(output)).toEqual(expected);
  });

  it.each([
    ['BlockInboundAlways,AllowOutbound', { ...USUAL, takesAllowRules: false }],
    ['AllowInbound,AllowOutbound', { ...USUAL, allowsByDefault: true }],
  ])('says what happens where no rule says anything (%s)', (policy, state) => {
    expect(readNetshProfiles(NETSH.english(['ON'], policy))?.private).toEqual(state);
  });

  it('is not guessed at in a language that is not known', () => {
    expect(readNetshProfiles(NETSH.english(['KVEIKT']))).toBeNull();
  });

  it.each(['', 'The following command was not found: advfirewall.', NETSH.english().slice(0, 700)])(
    'is not read into nonsense, or half of an answer',
    (output) => {
      expect(readNetshProfiles(output)).toBeNull();
    },
  );

  it('trips its reader with nothing', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(() => readNetshProfiles(`${'-'.repeat(70)}\n${text}`)).not.toThrow();
      }),
    );
  });
});
