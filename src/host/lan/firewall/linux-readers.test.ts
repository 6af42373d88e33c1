import { assert, property, string, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFirewalldZones } from './firewalld.ts';
import { readIptablesSave } from './iptables.ts';
import { FIREWALLD, IPTABLES, NFT, UFW } from './linux.fixtures.ts';
import { readNftRuleset } from './nft.ts';
import { readUfwConfiguration, readUfwStatus } from './ufw.ts';

const PACKET = { interfaceName: 'wlan0', port: 4747 };
const [OPEN, CLOSED, UNCLEAR] = [true, false, null];

describe('ufw', () => {
  it.each([
    ['off', UFW.off, false, OPEN],
    ['off, in French', UFW.offInFrench, false, OPEN],
    ['off, in Spanish', UFW.offInSpanish, false, OPEN],
    ['on without rules', UFW.fresh, true, CLOSED],
    ['on without rules, in French', UFW.freshInFrench, true, CLOSED],
    ['open, in German', UFW.openInGerman, true, OPEN],
    ['closed, in Spanish', UFW.closedInSpanish, true, CLOSED],
    ['on, allowing by default', UFW.allowing, true, OPEN],
  ])('is %s', (_name, output, isOn, isOpen) => {
    expect(readUfwStatus(output, PACKET)).toEqual({ isOn, isOpen });
  });

  it.each([
    ['4747/tcp                   ALLOW IN    Anywhere', OPEN],
    ['4747                       ALLOW IN    Anywhere                   # Trading Game', OPEN],
    ['4747/tcp                   LIMIT IN    Anywhere                   (log)', OPEN],
    ['4000:5000/tcp              ALLOW IN    Anywhere', OPEN],
    ['80,443,4747/tcp            ALLOW IN    Anywhere', OPEN],
    ['Anywhere                   ALLOW IN    Anywhere', OPEN],
    ['Anywhere on wlan0          ALLOW IN    Anywhere', OPEN],
    ['4747/tcp on wlan0          ALLOW IN    Anywhere', OPEN],
    ['4747/tcp on eth0           ALLOW IN    Anywhere', CLOSED],
    ['4747/udp                   ALLOW IN    Anywhere', CLOSED],
    ['4748/tcp                   ALLOW IN    Anywhere', CLOSED],
    ['4747/tcp                   DENY IN     Anywhere', CLOSED],
    ['4747/tcp                   ALLOW OUT   Anywhere', CLOSED],
    ['4747/tcp                   ALLOW FWD   Anywhere', CLOSED],
    ['4747/tcp (v6)              ALLOW IN    Anywhere (v6)', CLOSED],
    ['4747/tcp                   ALLOW IN    192.168.1.0/24', UNCLEAR],
    ['192.168.1.5 4747/tcp       ALLOW IN    Anywhere', UNCLEAR],
    ['WWW Full                   ALLOW IN    Anywhere', UNCLEAR],
  ])('with the rule "%s" is as it says', (line, isOpen) => {
    expect(readUfwStatus(UFW.rule(line), PACKET)?.isOpen).toBe(isOpen);
  });

  it.each(['', 'ufw: command not found', UFW.refused, '<html>'])('is not read into %j', (output) => {
    expect(readUfwStatus(output, PACKET)).toBeNull();
  });

  it.each([
    ['ENABLED=yes\nLOGLEVEL=low\n', { isOn: true, isOpen: null }],
    [
      '# /etc/ufw/ufw.conf\n#\n\n# Set to yes to start on boot.\nENABLED=no\n\nLOGLEVEL=low\n',
      { isOn: false, isOpen: true },
    ],
    ['#ENABLED=yes\n', null],
    ['', null],
  ])('has a configuration that everybody may read (%j)', (text, expected) => {
    expect(readUfwConfiguration(text)).toEqual(expected);
  });
});

describe('firewalld', () => {
  it.each([
    [
      'the usual one of Fedora',
      FIREWALLD.workstation,
      null,
      'wlp2s0',
      { isOpen: OPEN, zone: 'FedoraWorkstation' },
    ],
    ['a server’s', FIREWALLD.server, null, 'wlan0', { isOpen: CLOSED, zone: 'public' }],
    ['the default one, which is marked', FIREWALLD.server, null, 'wlan7', { isOpen: CLOSED, zone: null }],
    ['the default one, which it names', FIREWALLD.old, 'public', 'wlan0', { isOpen: OPEN, zone: null }],
    ['another default one', FIREWALLD.old, 'home', 'wlan0', { isOpen: CLOSED, zone: null }],
    ['unknown', FIREWALLD.old, null, 'wlan0', { isOpen: UNCLEAR, zone: null }],
    ['one that trusts everybody', FIREWALLD.trusted, null, 'wlan0', { isOpen: OPEN, zone: 'trusted' }],
    ['one with rules of its own', FIREWALLD.rich, null, 'wlan0', { isOpen: UNCLEAR, zone: 'public' }],
    ['chosen by the sender', FIREWALLD.sources, null, 'wlan0', { isOpen: UNCLEAR, zone: 'public' }],
  ])('reads the zone where it is %s', (_name, output, defaultZone, interfaceName, expected) => {
    expect(readFirewalldZones(output, defaultZone, { interfaceName, port: 4747 })).toEqual(expected);
  });

  it.each(['', 'FirewallD is not running', 'public\n'])('is not read into %j', (output) => {
    expect(readFirewalldZones(output, null, PACKET)).toBeNull();
  });
});

describe('iptables', () => {
  it.each([
    ['unused', IPTABLES.unused, { isOpen: OPEN, isUsed: false }],
    ['empty', IPTABLES.empty, { isOpen: OPEN, isUsed: false }],
    ['only translating', IPTABLES.onlyNat, { isOpen: OPEN, isUsed: false }],
    ['as iptables-save printed it', IPTABLES.real, { isOpen: OPEN, isUsed: true }],
  ])('that is %s', (_name, output, expected) => {
    expect(readIptablesSave(output, PACKET)).toEqual(expected);
  });

  it('closes the same real table for another port', () => {
    expect(readIptablesSave(IPTABLES.real, { ...PACKET, port: 4000 })?.isOpen).toBe(OPEN);
    expect(readIptablesSave(IPTABLES.real, { ...PACKET, port: 9000 })?.isOpen).toBe(CLOSED);
    // Whether the phone is in 192.168.1.0/24 is not known.
    expect(readIptablesSave(IPTABLES.real, { ...PACKET, port: 22 })?.isOpen).toBe(UNCLEAR);
    expect(readIptablesSave(IPTABLES.real, { interfaceName: 'eth0', port: 22 })?.isOpen).toBe(CLOSED);
  });

  it.each([
    ['-p tcp -m tcp --dport 4747 -j ACCEPT', OPEN],
    ['-p tcp -m state --state NEW -m tcp --dport 4747 -j ACCEPT', OPEN],
    ['-i wl+ -j ACCEPT', OPEN],
    ['! -i eth0 -j ACCEPT', OPEN],
    ['-p tcp -m multiport --dports 80,4700:4800 -j ACCEPT', OPEN],
    ['-p tcp -m tcp ! --dport 22 -j ACCEPT', OPEN],
    ['-p tcp -m tcp --dport 4000: -j ACCEPT', OPEN],
    ['-p udp -m udp --dport 4747 -j ACCEPT', CLOSED],
    ['-i lo -j ACCEPT', CLOSED],
    ['-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT', CLOSED],
    ['-j extra', CLOSED],
    ['-g extra', CLOSED],
    ['-j LOG --log-prefix "ACCEPT "', CLOSED],
    ['-s 10.0.0.0/8 -j ACCEPT', UNCLEAR],
    ['-m recent --rcheck -j ACCEPT', UNCLEAR],
    ['-m set --match-set phones src -j ACCEPT', UNCLEAR],
    ['-j unknown', UNCLEAR],
    ['-j constructor', UNCLEAR],
  ])('with the rule "%s" before a policy of DROP', (rule, isOpen) => {
    expect(readIptablesSave(IPTABLES.rules(rule), PACKET)?.isOpen).toBe(isOpen);
  });

  it('takes the first rule that matches', () => {
    const [drop, accept] = ['-p tcp --dport 4747 -j DROP', '-j ACCEPT'];
    expect(readIptablesSave(IPTABLES.rules(drop, accept), PACKET)?.isOpen).toBe(CLOSED);
    expect(readIptablesSave(IPTABLES.rules(accept, drop), PACKET)?.isOpen).toBe(OPEN);
    expect(readIptablesSave(IPTABLES.rules('-s 10.0.0.1 -j DROP', accept), PACKET)?.isOpen).toBe(UNCLEAR);
  });

  it.each(['nonsense', '*filter\nCOMMIT\n', IPTABLES.refused])('is not read into %j', (output) => {
    expect(readIptablesSave(output, PACKET)).toBeNull();
  });
});

describe('nftables', () => {
  const read = (output: string, withoutIptables = false, packet = PACKET) =>
    readNftRuleset(output, packet, { withoutIptables });
  const INPUT = { family: 'inet', table: 'filter', chain: 'input' };

  it('is open without rules', () => {
    expect(read(NFT.empty)).toEqual({ isOpen: OPEN, inputs: [] });
  });

  it('reads a real ruleset', () => {
    expect(read(NFT.real)).toEqual({ isOpen: OPEN, inputs: [] });
    expect(read(NFT.real, false, { ...PACKET, port: 3999 })).toEqual({ isOpen: CLOSED, inputs: [INPUT] });
    expect(read(NFT.real, false, { ...PACKET, port: 53 })?.isOpen).toBe(OPEN);
  });

  const { dport, match } = NFT;
  const meta = (key: string) => ({ meta: { key } });
  const ACCEPT = { accept: null };
  it.each([
    ['the port', [dport(4747), ACCEPT], OPEN],
    ['all but the port', [dport(4747, '!='), ACCEPT], CLOSED],
    ['all but another port', [dport(22, '!='), ACCEPT], OPEN],
    ['a named set', [dport('@games'), ACCEPT], UNCLEAR],
    ['UDP', [match({ payload: { protocol: 'udp', field: 'dport' } }, 4747), ACCEPT], CLOSED],
    [
      'all UDP but one port',
      [match({ payload: { protocol: 'udp', field: 'dport' } }, 1, '!='), ACCEPT],
      CLOSED,
    ],
    ['IPv6', [match({ payload: { protocol: 'ip6', field: 'saddr' } }, '::1', '!='), ACCEPT], CLOSED],
    ['TCP', [match(meta('l4proto'), 'tcp'), ACCEPT], OPEN],
    ['IPv4', [match(meta('nfproto'), 'ipv4'), ACCEPT], OPEN],
    ['new connections', [match({ ct: { key: 'state' } }, ['new', 'established'], 'in'), ACCEPT], OPEN],
    ['old connections', [match({ ct: { key: 'state' } }, ['related', 'established'], 'in'), ACCEPT], CLOSED],
    ['this interface', [match(meta('iifname'), 'wl*'), ACCEPT], OPEN],
    ['some of these interfaces', [match(meta('iifname'), { set: ['eth0', 'wlan0'] }), ACCEPT], OPEN],
    ['another interface', [match(meta('iifname'), 'eth0'), ACCEPT], CLOSED],
    ['some senders', [match({ payload: { protocol: 'ip', field: 'saddr' } }, '10.0.0.1'), ACCEPT], UNCLEAR],
    ['so many a minute', [{ limit: { rate: 15, burst: 5, per: 'minute' } }, ACCEPT], UNCLEAR],
    ['whatever xt means', [{ xt: { type: 'match', name: 'conntrack' } }, ACCEPT], UNCLEAR],
    ['a queue', [{ queue: { num: 0 } }], UNCLEAR],
    ['nothing', [{ constructor: null }], CLOSED],
    ['a broken map', [{ vmap: { key: 1 } }], UNCLEAR],
  ] as const)('that accepts %s, before a policy of drop', (_name, expression, isOpen) => {
    expect(read(NFT.rule('drop', ...expression))?.isOpen).toBe(isOpen);
  });

  it('that drops what it likes, before a policy of accept', () => {
    expect(read(NFT.rule('accept', dport(4747), { drop: null }))?.isOpen).toBe(CLOSED);
    expect(read(NFT.rule('accept', dport(4748), { drop: null }))?.isOpen).toBe(OPEN);
  });

  it('leaves the tables of iptables to iptables', () => {
    expect(read(NFT.ofIptables)?.isOpen).toBe(UNCLEAR);
    expect(read(NFT.ofIptables, true)).toEqual({ isOpen: OPEN, inputs: [] });
    expect(read(NFT.real, true)?.isOpen).toBe(OPEN);
  });

  it('names every chain that may keep phones out', () => {
    expect(read(NFT.twoTables)).toEqual({
      isOpen: CLOSED,
      inputs: [INPUT, { family: 'ip', table: 'guard', chain: 'in' }],
    });
  });

  it.each(['[]', '{}', '{"nftables":{}}', 'null', '"nftables"'])('is not read into %s', (output) => {
    expect(read(output)).toBeNull();
  });
});

it('no reader falls into a circle of chains', () => {
  const circle = IPTABLES.rules('-j extra').replace('COMMIT', '-A extra -j extra\nCOMMIT');
  expect(readIptablesSave(circle, PACKET)?.isOpen).toBe(UNCLEAR);
});

it('no reader of text throws, whatever it is given', () => {
  const pieces = [UFW.fresh, IPTABLES.real, FIREWALLD.rich, '*filter', ':INPUT DROP', '-A INPUT', '!', '-j'];
  const texts = string({ unit: constantFrom(...pieces, ' ', '\n', '"', '\\', '4747', '\u0000') });
  assert(
    property(texts, (text) => {
      expect(() => {
        readUfwStatus(text, PACKET);
        readUfwConfiguration(text);
        readIptablesSave(text, PACKET);
        readFirewalldZones(text, null, PACKET);
      }).not.toThrow();
    }),
  );
});
