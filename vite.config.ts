import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { pageId } from './scripts/build-ids.ts';
import { compress } from './scripts/compress.ts';
import { englishTexts } from './scripts/english-texts.ts';
import { inspectPages } from './scripts/inspect-pages.ts';
import { JSX, jsxAliases } from './scripts/jsx-aliases.ts';
import { leanIcons } from './scripts/lean-icons.ts';
import { OLDER_BROWSERS_ENTRY, openingParts } from './scripts/opening-parts.ts';
import { wordsOfPages } from './scripts/page-words.ts';
import { sharedWithPhone } from './scripts/phone-chunk.ts';
import { filesOfPart, PART_END, wholeParts } from './scripts/whole-parts.ts';

const ROOT = import.meta.dirname;
const PAGES = join(ROOT, 'src/renderer');
const HOST = 'http://127.0.0.1:4747';
const id = pageId(ROOT);

/** Serves the phone page at `/` and `/j/{code}`; the others are under their own names. */
const phoneAtTheTop: Plugin = {
  name: 'phone-at-the-top',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const page = bundle['player/index.html'];
    if (page?.type !== 'asset') throw new Error('The phone page was not built.');
    delete bundle['player/index.html'];
    this.emitFile({ type: 'asset', fileName: 'index.html', source: page.source });
  },
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (/^\/(j\/[^/]*)?(\?.*)?$/.test(request.url ?? '')) request.url = '/player/index.html';
      next();
    });
  },
};

/** Compresses and inspects the build. */
const inspected: Plugin = {
  name: 'inspected',
  apply: 'build',
  enforce: 'post',
  writeBundle: {
    order: 'post',
    handler(options, bundle) {
      const folder = options.dir ?? '';
      compress(folder, Object.keys(bundle));
      const faults = inspectPages(folder);
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  },
};

export default defineConfig({
  root: PAGES,
  base: '/',
  appType: 'mpa',
  publicDir: false,
  plugins: [
    react({ jsxImportSource: JSX }),
    openingParts(PAGES),
    englishTexts(PAGES),
    wholeParts(PAGES),
    leanIcons(),
    phoneAtTheTop,
    inspected,
  ],
  resolve: { alias: jsxAliases(ROOT) },
  define: { __PAGE_ID__: JSON.stringify(id), __PART_END__: JSON.stringify(PART_END) },
  build: {
    outDir: join(ROOT, 'dist/pages'),
    emptyOutDir: true,
    // The bundles contain other people's work, so their licences are included.
    license: { fileName: 'licences.md' },
    // Browsers of five years: what is missing in them besides syntax is in older-browsers.ts.
    target: ['chrome87', 'edge88', 'firefox78', 'safari14.1'],
    // The Content-Security-Policy allows neither data: URLs nor inline parts but the opening.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // Vite adds the style sheets of a part by itself.
      resolveDependencies: (file, needed, { hostType }) =>
        hostType === 'js' ? filesOfPart(file, needed) : needed,
    },
    reportCompressedSize: false,
    // Kilobytes. The desk loads from the laptop's own disk; what phones load has its own size check.
    chunkSizeWarningLimit: 1_024,
    rolldownOptions: {
      // A field is assigned, not defined, which browsers before Chrome 98 would need a call for.
      transform: {
        assumptions: { setPublicClassFields: true },
        typescript: { removeClassFieldsWithoutInitializer: true },
      },
      output: {
        codeSplitting: { groups: [wordsOfPages(), sharedWithPhone()] },
        // Seven letters tell any two builds apart, and the phone's first load names fifty parts.
        entryFileNames: 'assets/[name]-[hash:7].js',
        chunkFileNames: 'assets/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash:7][extname]',
      },
      input: {
        player: join(PAGES, 'player/index.html'),
        banker: join(PAGES, 'banker/index.html'),
        board: join(PAGES, 'board/index.html'),
        [OLDER_BROWSERS_ENTRY]: join(PAGES, 'shared/opening/older-browsers.ts'),
      },
    },
  },
  server: {
    host: '127.0.0.1',
    // The host compares the page's Origin with the host name of the request.
    proxy: {
      '/api': { target: HOST, changeOrigin: false },
      '/docs': { target: HOST, changeOrigin: false },
      '/ws': { target: HOST, changeOrigin: false, ws: true },
    },
  },
});
