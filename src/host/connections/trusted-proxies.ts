/** Proxies and load balancers that the owner vouches for: many phones share their connections. */
import { BlockList, isIP } from 'node:net';
import { plainAddress } from '../lan/addresses.ts';

/** @param proxies addresses, or subnets such as `10.0.0.0/8`; see `isProxyAddress` */
export function trustsProxy(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of proxies) {
    const { address, bits } = parse(proxy);
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === null) list.addAddress(address, family);
    else list.addSubnet(address, bits, family);
  }
  return (address) => {
    const plain = plainAddress(address);
    return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
  };
}

/** Whether the text names an address, or a subnet of one. */
export function isProxyAddress(text: string): boolean {
  const { address, bits } = parse(text);
  const family = isIP(address);
  if (family === 0) return false;
  return bits === null || (Number.isInteger(bits) && bits >= 1 && bits <= (family === 6 ? 128 : 32));
}

function parse(text: string): { readonly address: string; readonly bits: number | null } {
  const [address = '', bits, ...rest] = text.split('/');
  if (bits === undefined) return { address, bits: null };
  return { address, bits: rest.length === 0 && /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN };
}
