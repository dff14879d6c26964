import { useEffect } from 'react';
import { useText } from '../platform/i18n.ts';

/** Names the browser's tab after the page, so that tabs, history and readers tell pages apart. */
export function useTabTitle(title: string | undefined): void {
  const product = useText()('console.shell.product');
  useEffect(() => {
    document.title = title === undefined ? product : `${title} · ${product}`;
  }, [title, product]);
}
