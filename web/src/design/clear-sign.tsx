import { useText } from '../platform/i18n.ts';
import { Icon } from './icon.tsx';

/** Empties a line of text; Ant Design's own sign has an English name only. */
export function ClearSign() {
  const t = useText();
  return <Icon name="close" label={t('console.text.clear')} size={1.25} />;
}
