import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './section-links.module.css';

interface SectionLinksProps {
  /** What the sections are of, for those who hear the page. */
  label: string;
  sections: readonly { to: string; label: ReactNode }[];
}

/** The pages of one room, under its title; the one that is open is marked. On a phone they slide. */
export function SectionLinks({ label, sections }: SectionLinksProps) {
  return (
    <nav className={styles['sections']} aria-label={label}>
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
