/** The options of a host without a network to speak of: any free port, no name, no pages. Tests add what theirs is about. */
import { join } from 'node:path';
import type { HostOptions } from '../host.ts';

export function bareOptions(dataFolder: string): HostOptions {
  return {
    dataFolder,
    port: 0,
    mdns: false,
    allowHosts: [],
    pagesFolder: join(dataFolder, 'no-pages'),
    version: 'test',
  };
}
