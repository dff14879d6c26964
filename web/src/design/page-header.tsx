import { Link } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../platform/i18n.ts';
import { useIsPhone } from '../platform/media.ts';
import { Icon } from './icon.tsx';
import { useTabTitle } from './tab-title.ts';
import styles from './page-header.module.css';

export interface Crumb {
  label: ReactNode;
  to?: string;
}

interface PageHeaderProps {
  title: ReactNode;
  /** Name of the browser's tab, where the title is no plain text. */
  tabTitle?: string;
  /** Where the page lies; the last one may be a number of the file in mono. */
  crumbs?: readonly Crumb[];
  /** Beside the title: badges, chips. */
  badges?: ReactNode;
  /** After the title, quieter: counts, period, who to whom. */
  note?: ReactNode;
  /** Right edge: clock, then buttons, at most one primary. */
  actions?: ReactNode;
}

export function PageHeader({ title, tabTitle, crumbs, badges, note, actions }: PageHeaderProps) {
  useTabTitle(tabTitle ?? (typeof title === 'string' ? title : undefined));
  return (
    <header className={styles['header']}>
      {crumbs && crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
      <div className={styles['row']}>
        <h1 className={styles['title']}>{title}</h1>
        {badges}
        {note && <div className={styles['note']}>{note}</div>}
        {actions && <Actions>{actions}</Actions>}
      </div>
    </header>
  );
}

/** Buttons of a header are small where a pointer is at hand, and of touch height on the phone. */
function Actions({ children }: { children: ReactNode }) {
  const isPhone = useIsPhone();
  return (
    <ConfigProvider componentSize={isPhone ? 'middle' : 'small'}>
      <div className={styles['actions']}>{children}</div>
    </ConfigProvider>
  );
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useText();
  const parent = crumbs.findLast((crumb) => crumb.to !== undefined);
  return (
    <nav aria-label={t('console.page.crumbs')} className={styles['crumbs']}>
      {parent?.to && (
        <Link to={parent.to} className={styles['back']}>
          <Icon name="chevronLeft" /> {parent.label}
        </Link>
      )}
      <ol className={styles['crumbList']}>
        {crumbs.map((crumb, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the order is the identity of a crumb
          <li key={index}>
            {crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : <span>{crumb.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
