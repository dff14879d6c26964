import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Libraries that every page needs go into few long-lived chunks; everything else follows the lazy routes. */
const chunkGroups = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
  { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 30 },
  {
    name: 'router',
    test: /node_modules[\\/](@tanstack|openapi-fetch|i18next|react-i18next)[\\/]/,
    priority: 20,
  },
];

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  server: {
    port: 5173,
    proxy: { '/api': { target: process.env['TANDEM_URL'] ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups } } },
  },
});
