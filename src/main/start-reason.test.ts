import { afterEach, expect, it } from 'vitest';
import { EXIT, StartError } from '../host/start/start-error.ts';
import { startReason } from './start-reason.ts';
import { speak } from './strings.ts';

afterEach(() => speak('en'));

it('says in the language of the app why the host cannot start, and a bug in its own words', () => {
  const taken = new StartError(EXIT.port, { key: 'start_error.port_used', params: { port: 4747 } });
  expect(startReason(taken)).toContain('Port 4747 is used by another program');
  speak('de-AT');
  expect(startReason(taken)).toContain('Port 4747 benutzt schon ein anderes Programm');
  expect(taken.message).toContain('Port 4747 is used by another program');
  expect(startReason(new Error('x is undefined'))).toBe('x is undefined');
});
