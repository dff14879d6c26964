import './design/tokens.css';
import './design/fonts.css';
import './design/base.css';
import './design/print.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startAppearance } from './platform/appearance.ts';
import { startI18n } from './platform/i18n.ts';

/** After an upgrade an open tab asks for chunks that are gone: loaded anew, once a minute at most, it gets the new ones. */
addEventListener('vite:preloadError', (event) => {
  const key = 'tandem.reloaded';
  if (Date.now() - Number(sessionStorage.getItem(key)) < 60_000) return;
  event.preventDefault();
  sessionStorage.setItem(key, String(Date.now()));
  location.reload();
});

startAppearance();
await startI18n();

const host = document.querySelector('#root');
if (host === null) throw new Error('index.html has no #root');
createRoot(host).render(<App />);
