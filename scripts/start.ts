import { buildPages } from './build.ts';
import { openLink } from './open-link.ts';
import { orSayWhy } from './or-say-why.ts';
import { runHost } from './run-host.ts';

const DESK = /http:\/\/\S+\/banker\/#ticket=\S+(?=\s)/;

/** Shows what the host says and opens the desk's link once it has been said. */
function openOnce(): (text: string) => void {
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

orSayWhy(() => {
  buildPages();
  runHost(process.argv.slice(2), openOnce());
});
