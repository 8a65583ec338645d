import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm start` listens, for `npm run dev:web`. */
const SERVER = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  resolve: {
    tsconfigPaths: true,
    // The editor of forms, its viewer and its panel are one tree of components, which three copies of their library would break.
    alias: [{ find: /^preact(?=\/|$)/, replacement: '@bpmn-io/properties-panel/preact' }],
  },
  // The server puts a new number in its place in every page that it sends: see `apps/api/src/web`.
  html: { cspNonce: 'QH_NONCE' },
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    sourcemap: false,
    // Everything is a file of its own, as the policy of the pages lets nothing run or show that stands in the page itself.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    // The pure libraries do nothing by being imported: who uses one text loads none of the others.
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /\/libs\/(?:policy|engine)\//, sideEffects: false }] },
    },
  },
  server: { proxy: { '/api': SERVER } },
});
