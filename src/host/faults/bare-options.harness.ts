/** The options of a host without a network to speak of: any free port, no name, and no pages unless a test writes some into
 * the data folder. Tests add what theirs is about. */
import { join } from 'node:path';
import type { HostOptions } from '../host.ts';

export function bareOptions(dataFolder: string): HostOptions {
  return {
    dataFolder,
    port: 0,
    mdns: false,
    allowHosts: [],
    pagesFolder: join(dataFolder, 'pages'),
    version: 'test',
  };
}
