import { displayLink } from '../join-link.ts';

/** Where a phone goes, to be typed. Where it needs two lines, the code of the game stays whole. */
export function JoinAddress({ link }: { readonly link: string }) {
  const address = displayLink(link);
  const code = address.lastIndexOf('/') + 1;
  return (
    <bdi translate="no">
      {address.slice(0, code)}
      <wbr />
      {address.slice(code)}
    </bdi>
  );
}
