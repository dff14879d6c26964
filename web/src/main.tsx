import './design/tokens.css';
import './design/fonts.css';
import './design/base.css';
import './design/print.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startAppearance } from './platform/appearance.ts';
import { startDoubleClickGuard } from './platform/double-click.ts';
import { startFocusKeeper } from './platform/focus-keeper.ts';
import { startI18n } from './platform/i18n.ts';

startAppearance();
startDoubleClickGuard();
startFocusKeeper();
await startI18n();

const host = document.querySelector('#root');
if (host === null) throw new Error('index.html has no #root');
createRoot(host).render(<App />);
