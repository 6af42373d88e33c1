import { describe, expect, it } from 'vitest';
import { joinLinks, displayLink } from './join-link.ts';

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
