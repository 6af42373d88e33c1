import { appLanguage, say, TITLE } from '../strings.ts';

/** The background colours of the pages' light and dark themes (src/renderer/shared/tokens.css). */
export const PAPER = { light: '#faf8f3', dark: '#14181b' } as const;
const INK = { light: '#4d565f', dark: '#b5bdc3' } as const;

const page = () => `<!doctype html>
<html lang="${appLanguage()}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${TITLE}</title>
<style>
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: ${PAPER.light};
    color: ${INK.light}; font: 2.5rem system-ui, sans-serif; text-align: center; }
  @media (prefers-color-scheme: dark) { body { background: ${PAPER.dark}; color: ${INK.dark}; } }
</style>
<p role="status" dir="auto">${say('opening')}</p>
</html>`;

/** What the window shows until the host serves the desk: a page without scripts, permissions or an origin. */
export const openingPage = (): string => `data:text/html;charset=utf-8,${encodeURIComponent(page())}`;
