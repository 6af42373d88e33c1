import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { picturePhones } from './phone-states.ts';
import { RunningHost } from './running-host.ts';
const OUT = '/tmp/shots';
mkdirSync(OUT, { recursive: true });
const themes = (process.env['THEMES'] ?? 'light').split(',');
const host = await RunningHost.start();
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP night.local 127.0.0.1'],
});
try {
  await picturePhones({
    host,
    async open(url) {
      const c = await browser.newContext({
        viewport: { width: 360, height: 740 },
        hasTouch: true,
        isMobile: true,
        locale: 'en-GB',
        deviceScaleFactor: 1,
        reducedMotion: 'reduce',
      });
      const p = await c.newPage();
      p.setDefaultTimeout(8000);
      p.on('pageerror', (e) => console.log('ERR', p.url(), e.message));
      p.on('console', (m) => {
        if (m.type() === 'error') console.log('CON', m.text());
      });
      await p.goto(url);
      return p;
    },
    async picture(page, name) {
      const was = await page.evaluate(() => document.documentElement.dataset['theme']);
      for (const t of themes) {
        await page.evaluate((th) => {
          document.documentElement.dataset['theme'] = th;
        }, t);
        await page.screenshot({ path: `${OUT}/${name}-${t}.png` });
        if (process.env['AXE']) {
          const r = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
            .analyze();
          for (const v of r.violations)
            console.log(
              'AXE',
              name,
              t,
              v.id,
              v.nodes
                .map((n) => n.target.join(' ') + ' ' + (n.failureSummary ?? '').split('\n')[1])
                .slice(0, 3)
                .join(' | '),
            );
        }
      }
      await page.evaluate((th) => {
        document.documentElement.dataset['theme'] = th;
      }, was);
      console.log('shot', name);
    },
  });
} finally {
  await browser.close();
  await host.dispose();
}
