import { Button } from 'antd';
import { isValidElement, type ReactNode } from 'react';
import { useText } from '../platform/i18n.ts';
import { useShortcut } from '../platform/keyboard.ts';
import { useBelow } from '../platform/media.ts';
import { Beside } from './beside.tsx';
import { Icon } from './icon.tsx';
import styles from './list-preview.module.css';
import { WorkPage } from './work-page.tsx';

interface ListPreviewProps {
  /** The list, with its own page header. */
  list: ReactNode;
  /** A `SidePanel` for the chosen row; undefined when none is chosen. */
  preview: ReactNode | undefined;
  /** Leaves the preview where it covers the list. */
  onClose: () => void;
}

/** List and preview side by side (520); where there is no room, the list, then the preview as a page of its own. */
export function ListPreview({ list, preview, onClose }: ListPreviewProps) {
  const t = useText();
  useShortcut({ key: 'escape' }, onClose, preview !== undefined);
  const hasRoom = !useBelow(64);
  if (hasRoom || preview === undefined) {
    return (
      <WorkPage
        sideWidth="preview"
        {...(preview === undefined ? {} : { side: <Beside key={keyOf(preview)}>{preview}</Beside> })}
      >
        {list}
      </WorkPage>
    );
  }
  return (
    <div className={styles['alone']}>
      <div className={styles['back']}>
        <Button type="text" icon={<Icon name="chevronLeft" />} onClick={onClose}>
          {t('console.preview.back')}
        </Button>
      </div>
      {preview}
    </div>
  );
}

/** Another row's preview is another panel. */
const keyOf = (preview: ReactNode) => (isValidElement(preview) ? preview.key : null);
