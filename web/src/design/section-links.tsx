import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './section-links.module.css';

interface SectionLinksProps {
  /** What the sections are of, for those who hear the page. */
  label: string;
  sections: readonly { to: string; label: ReactNode }[];
}

/** The pages of one room, under its title; the one that is open is marked. On a phone they slide, and it is in sight. */
export function SectionLinks({ label, sections }: SectionLinksProps) {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const links = [...(nav.current?.querySelectorAll('a') ?? [])];
    const open = links.find((link) => link.pathname === pathname);
    open?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <nav ref={nav} className={styles['sections']} aria-label={label}>
      {sections.map((section) => (
        <Link
          key={section.to}
          to={section.to}
          activeOptions={{ exact: true, includeSearch: false }}
          className={styles['section']}
        >
          {section.label}
        </Link>
      ))}
    </nav>
  );
}
