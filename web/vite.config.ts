// SPDX-License-Identifier: AGPL-3.0-or-later
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.PARVIS_ADDRESS ?? 'http://127.0.0.1:8080';
const served = ['/api', '/p.js', '/c/', '/l/', '/shop', '/healthz'];

export default defineConfig({
  plugins: [react()],
  // The policy allows no data: address for scripts or fonts, so nothing is inlined.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 900, manifest: true },
  server: { proxy: Object.fromEntries(served.map((path) => [path, { target: server, changeOrigin: false }])) },
});
