import { writeFileSync } from 'node:fs';
import { tokensStyleSheet } from '../src/design/tokens.ts';

writeFileSync(new URL('../src/design/tokens.css', import.meta.url), tokensStyleSheet());
