import { openLink } from './open-link.ts';

const DESK_LINK = /http:\/\/\S+\/banker\/#ticket=\S+(?=\s)/;

/** Passes the host's output on, and opens the desk's link once it appears. */
export function openDeskOnce(): (text: string) => void {
  let output = '';
  let opened = false;
  return (text) => {
    process.stdout.write(text);
    if (opened) return;
    output += text;
    const desk = DESK_LINK.exec(output)?.[0];
    if (desk === undefined) return;
    opened = true;
    openLink(desk);
  };
}
