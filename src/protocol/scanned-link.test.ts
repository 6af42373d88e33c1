import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { scannedLink } from './scanned-link.ts';

const sideOf = (text: string) => encode(text, { ecc: 'M', border: 0 }).size;

describe('a link in a QR code', () => {
  it.each([
    'http://192.168.1.20:4747/j/ABC234',
    'http://10.0.0.7:4747/j/ABC234',
    'http://172.20.10.2:80/j/ABC234',
    'http://192.168.178.134:49152/',
    'http://night.example:4747/j/ABC234',
    'https://night.example/j/ABC234',
  ])('is in capitals where the code gets no larger by it: %s', (link) => {
    expect(scannedLink(link)).toBe(link.toUpperCase());
    expect(sideOf(scannedLink(link))).toBeLessThanOrEqual(sideOf(link));
    expect(new URL(scannedLink(link)).host).toBe(new URL(link).host);
  });

  it('has fewer modules than in small letters', () => {
    const link = 'http://192.168.178.34:4747/j/ABC234';
    expect([sideOf(scannedLink(link)), sideOf(link)]).toEqual([25, 29]);
  });

  it.each([
    ['a one-time link, whose letters count', 'http://192.168.1.20:4747/banker/#ticket=aBc'],
    ['a seat that moves', 'http://192.168.1.20:4747/j/ABC234#ticket=aBc'],
    ['another page', 'http://192.168.1.20:4747/board/'],
    ['a question', 'http://192.168.1.20:4747/j/ABC234?lang=en-XA'],
    ['an IPv6 address, whose brackets are not dense', 'http://[fd12::7]:4747/j/ABC234'],
    ['another kind of link', 'ftp://192.168.1.20:4747/j/ABC234'],
    ['no link', 'ABC234'],
  ])('stays as it is: %s', (_name, link) => expect(scannedLink(link)).toBe(link));
});
