// Builds the browser client into dist/ and, in development, serves it beside a running server.
import { createReadStream, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Folders of pdf.js that its worker fetches by address: image decoders, character maps, standard fonts. */
const PDF_FOLDERS = ['wasm', 'cmaps', 'standard_fonts', 'iccs'];
const PDF_ROOT = join(import.meta.dirname, 'node_modules/pdfjs-dist');

/** Ships those folders as /pdfjs/<folder>/…, so that scanned papers and old fonts open without the Internet. */
function pdfAssets(): Plugin {
  return {
    name: 'giaoban-pdf-assets',
    configureServer(server) {
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const [folder = '', file = ''] = (request.url ?? '').split('?')[0]?.slice(1).split('/') ?? [];
        const path = join(PDF_ROOT, folder, file);
        if (!PDF_FOLDERS.includes(folder) || file.includes('..') || !existsSync(path)) return next();
        createReadStream(path).pipe(response);
      });
    },
    generateBundle() {
      for (const folder of PDF_FOLDERS) {
        const from = join(PDF_ROOT, folder);
        if (!existsSync(from)) continue;
        for (const name of readdirSync(from)) {
          // The script sandbox of PDF forms: papers run no scripts here.
          if (name.startsWith('quickjs')) continue;
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${folder}/${name}`,
            source: readFileSync(join(from, name)),
          });
        }
      }
    },
  };
}

const WORKER = join(import.meta.dirname, 'src/papers/held/worker.ts');

/** Builds the service worker into one file of its own at the root, where it serves every page of the client. */
function serviceWorker(): Plugin {
  return {
    name: 'giaoban-service-worker',
    apply: 'build',
    async generateBundle() {
      const lib = { entry: WORKER, formats: ['iife' as const], name: 'worker', fileName: 'sw' };
      const options = { write: false, target: 'es2022', lib };
      const built = await build({ configFile: false, logLevel: 'warn', build: options });
      const found = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
      const code = found.find((one) => one.type === 'chunk')?.code;
      if (code === undefined) throw new Error('no service worker was built');
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: code });
    },
  };
}

/** What the server hands out packed: a hall on a radio link waits for every byte of the client. */
const PACKED = /\.(js|mjs|css|svg)$/;
const WORTH_BYTES = 1024;

/** Writes `<name>.gz` beside each larger file of words, packed once and as small as it gets. */
function packed(): Plugin {
  return {
    name: 'giaoban-packed',
    apply: 'build',
    writeBundle({ dir = 'dist' }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!name.startsWith('assets/') || !PACKED.test(name)) continue;
        const data = readFileSync(join(dir, name));
        if (data.length >= WORTH_BYTES)
          writeFileSync(join(dir, `${name}.gz`), gzipSync(data, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

const server = process.env.GIAOBAN_DEV_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), pdfAssets(), serviceWorker(), packed()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Inline modules and data: scripts would need a weaker content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600,
  },
  server: {
    proxy: {
      '/api': { target: server, ws: true, changeOrigin: false },
      '/rtc': { target: server, ws: true, changeOrigin: false },
    },
  },
  test: { include: ['tests/**/*.test.{ts,tsx}'], environment: 'node' },
});
