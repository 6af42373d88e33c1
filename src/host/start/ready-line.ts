import type { Host } from '../host-types.ts';

/** The one line of JSON by which a shell says that its host is ready. docs/protocol.md, "Pages and the headless host". */
export async function readyLine(host: Host, pid: number): Promise<string> {
  return JSON.stringify({
    ready: true,
    pid,
    port: host.port,
    url: host.url,
    join_urls: host.joinUrls(),
    banker_url: await host.deskUrl(),
    banker_token: host.ownerToken,
  });
}
