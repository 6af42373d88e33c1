/** The engines that tests run in beside Chromium, and whether they can here. */
import { networkInterfaces } from 'node:os';
import { findTool } from '../../scripts/find-tool.ts';
import { startFirefox } from './firefox.harness.ts';
import type { DrivenBrowser } from './webdriver.harness.ts';
import { startWebKit } from './webkit.harness.ts';

const firefox = findTool('firefox');
const webkit = findTool('webkit');
const xvfb = findTool('xvfb');

/** This machine's own address: at 127.0.0.1 a page would have a secure context, which phones' pages have not. */
export const ADDRESS = Object.values(networkInterfaces())
  .flatMap((addresses = []) => addresses)
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

const noAddress = ADDRESS === undefined ? ' (not run: this machine is in no network)' : '';

interface Engine {
  readonly name: string;
  /** Why it cannot run here, for the tests' titles; empty if it can. */
  readonly note: string;
  readonly start: () => Promise<DrivenBrowser>;
}

export const ENGINES: readonly Engine[] = [
  {
    name: 'Firefox',
    note: firefox.note || noAddress,
    start: () => startFirefox(firefox.path ?? ''),
  },
  {
    name: 'WebKit',
    note: webkit.note || xvfb.note || noAddress,
    start: () => startWebKit(webkit.path ?? '', xvfb.path ?? ''),
  },
];
