import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useState } from 'react';
import { PrintFoot } from '../design/print-button.tsx';
import { useText } from '../platform/i18n.ts';
import { useShortcut } from '../platform/keyboard.ts';
import { useBelow } from '../platform/media.ts';
import { readPreference, writePreference } from '../platform/preferences.ts';
import * as v from 'valibot';
import { ActingBar } from './acting-bar.tsx';
import { Band } from './band.tsx';
import { CommandPalette } from './command-palette.tsx';
import { NavBar } from './nav-bar.tsx';
import { OfflineBar } from './offline-bar.tsx';
import { OtherPersonBar } from './other-person-bar.tsx';
import { RouteAnnouncer } from './route-announcer.tsx';
import styles from './shell.module.css';
import { TabBar } from './tab-bar.tsx';

const foldKey = 'tandem.nav.folded';

/** Pages that need the width fold the navigation unless the person has decided. */
function usePageWantsFold(): boolean {
  return useRouterState({
    select: (state) => state.matches.some((match) => match.staticData.foldsNavigation === true),
  });
}

function useFold() {
  const [decided, setDecided] = useState(() => readPreference(foldKey, v.boolean()));
  const pageWants = usePageWantsFold();
  const isNarrow = useBelow(80);
  const folded = decided ?? (pageWants || isNarrow);
  const toggle = () => {
    writePreference(foldKey, !folded);
    setDecided(!folded);
  };
  return { folded, toggle };
}

interface ShellProps {
  /** Puts every entry below this path, contributed or not: the gallery draws the shell around its own pages. */
  galleryBase?: string;
}

/** Band on top, navigation at the left, the page; on the phone a tab bar at the foot. */
export function Shell({ galleryBase }: ShellProps) {
  const t = useText();
  const router = useRouter();
  const [paletteOpen, setPaletteOpen] = useState(false);
  const { folded, toggle } = useFold();
  const isContributed = (to: string) => galleryBase !== undefined || to in router.routesByPath;
  useShortcut({ key: 'k', ctrl: true }, () => setPaletteOpen((open) => !open));
  return (
    <div className={clsx(styles['shell'], folded && styles['folded'])}>
      <a className={styles['skip']} href="#page">
        {t('console.shell.skip')}
      </a>
      <Band onSearch={() => setPaletteOpen(true)} />
      <NavBar folded={folded} onToggle={toggle} isContributed={isContributed} base={galleryBase ?? ''} />
      <div className={styles['page']}>
        <OfflineBar />
        <OtherPersonBar />
        <ActingBar />
        <main id="page" tabIndex={-1} className={styles['main']}>
          <Outlet />
        </main>
        <PrintFoot />
      </div>
      <RouteAnnouncer />
      <TabBar isContributed={isContributed} base={galleryBase ?? ''} onSearch={() => setPaletteOpen(true)} />
      {paletteOpen && <CommandPalette isContributed={isContributed} onClose={() => setPaletteOpen(false)} />}
    </div>
  );
}
