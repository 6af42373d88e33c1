import { openLink } from './open-link.ts';

const DESK = /http:\/\/\S+\/banker\/#ticket=\S+(?=\s)/;

/** Shows what the host says and opens the desk's link once it has been said. */
export function openDeskOnce(): (text: string) => void {
  let said = '';
  let opened = false;
  return (text) => {
    process.stdout.write(text);
    if (opened) return;
    said += text;
    const desk = DESK.exec(said)?.[0];
    if (desk === undefined) return;
    opened = true;
    openLink(desk);
  };
}
