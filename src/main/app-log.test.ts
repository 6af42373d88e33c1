import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openAppLog } from './app-log.ts';
import { FakeHost } from './host.fake.ts';

/** A stream whose writes fail once its other end is closed, as a pipe's do: later, with an event. */
class Pipe extends EventEmitter {
  readonly written: string[] = [];
  isClosed = false;
  write(text: string): boolean {
    this.written.push(text);
    if (this.isClosed) setImmediate(() => this.emit('error', new Error('EPIPE')));
    return !this.isClosed;
  }
}

function scene() {
  const stdout = new Pipe();
  const stderr = new Pipe();
  const streams = { stdout, stderr } as unknown as Pick<NodeJS.Process, 'stdout' | 'stderr'>;
  return { stdout, stderr, log: openAppLog(streams), host: new FakeHost() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the log of the app', () => {
  it("goes to the terminal at once and to the host's log, even from before there was a host", () => {
    const { log, stderr, host } = scene();
    log.report('the tray cannot be made', new Error('no tray'));
    log.attachHost(host);
    log.report('a window is gone');
    expect(host.recorded).toEqual(['the tray cannot be made', 'a window is gone']);
    expect(stderr.written[0]).toMatch(/^the tray cannot be made: Error: no tray\n/);
    expect(stderr.written[1]).toBe('a window is gone\n');
  });

  it('omits the ticket from a link that could not be loaded', () => {
    const { log, stderr } = scene();
    const link = 'http://127.0.0.1:4747/banker/#ticket=abc-DEF_123';
    log.report('a page could not be loaded', new Error(`ERR_FAILED (-2) loading '${link}'`));
    expect(stderr.written.join('')).toContain('/banker/#ticket=[private]');
    expect(stderr.written.join('')).not.toContain('abc-DEF');
  });

  it('buffers a limited number of reports for a host that never comes', () => {
    const { log, host } = scene();
    for (let line = 0; line < 1_000; line += 1) log.report('again');
    log.attachHost(host);
    expect(host.recorded).toHaveLength(100);
  });
});

describe('a terminal that has been closed', () => {
  it('is no longer written to, which is logged once', async () => {
    const { log, stderr, host } = scene();
    log.attachHost(host);
    stderr.isClosed = true;
    log.report('one');
    await settled();
    log.report('two');
    log.terminal.writeMessage('three');
    await settled();
    expect(stderr.written).toEqual(['one\n']);
    expect(host.recorded).toEqual(['one', 'the terminal can no longer be written to', 'two']);
  });

  it('affects only the stream that failed', async () => {
    const { log, stdout, stderr } = scene();
    stdout.isClosed = true;
    log.terminal.writeOutput('{"ready":true}');
    await settled();
    log.terminal.writeOutput('more');
    log.terminal.writeMessage('still here');
    expect(stdout.written).toHaveLength(1);
    expect(stderr.written).toEqual(['still here\n']);
  });
});
