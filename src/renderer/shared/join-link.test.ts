import { describe, expect, it } from 'vitest';
import { displayLink, inviteLink, joinLinks } from './join-link.ts';

describe('the link to a game', () => {
  it("uses the host's addresses in their order, each once", () => {
    const urls = ['http://192.168.1.5:4747/', 'http://192.168.1.5:4747', 'http://10.0.0.2:4747/j/OLD234'];
    expect(joinLinks(urls, 'ABC234')).toEqual([
      'http://192.168.1.5:4747/j/ABC234',
      'http://10.0.0.2:4747/j/ABC234',
    ]);
  });

  it('never leads a phone to itself', () => {
    const urls = ['http://127.0.0.1:4747', 'http://localhost:4747', 'http://[::1]:4747', 'nonsense'];
    expect(joinLinks(urls, 'ABC234')).toEqual([]);
  });

  it('is shown without the part that browsers add', () => {
    expect(displayLink('http://192.168.1.5:4747/j/ABC234')).toBe('192.168.1.5:4747/j/ABC234');
  });
});

describe('the link for a friend', () => {
  const [ADDRESS, NAME, OWN] = [
    'http://192.168.1.20:4747',
    'http://night-1a2b.local:4747',
    'http://127.0.0.1:4747',
  ];

  it.each([
    [[ADDRESS, NAME], `${ADDRESS}/j/ABC234`],
    [[NAME, ADDRESS], `${ADDRESS}/j/ABC234`],
    [[NAME, 'http://[fd00::5]:4747'], 'http://[fd00::5]:4747/j/ABC234'],
    [[NAME], `${NAME}/j/ABC234`],
    [[OWN, ADDRESS], `${ADDRESS}/j/ABC234`],
    [[OWN, 'http://localhost:4747'], null],
  ])('of %o is %s', (origins, link) => expect(inviteLink(origins, 'ABC234')).toBe(link));
});
