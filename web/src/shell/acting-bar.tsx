import { useLocation } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Icon } from '../design/icon.tsx';
import { formatLongDate } from '../platform/formats.ts';
import { useLanguage, useText } from '../platform/i18n.ts';
import { useNow, useSession } from '../platform/session.ts';
import styles from './offline-bar.module.css';
import { useRoleName } from './role-names.ts';
import { useTakeOver } from './session-acts.ts';

/** Says on every page for whom somebody acts, and leads back; on the inbox, for whom somebody may act from today. */
export function ActingBar() {
  const t = useText();
  const takeOver = useTakeOver();
  const { delegations, acting } = useSession();
  const atInbox = useLocation({ select: ({ pathname }) => pathname === '/inbox' });
  if (acting) {
    return (
      <ActingLine delegation={acting} words="console.acting.now">
        <Button size="small" onClick={() => takeOver(null)}>
          {t('console.acting.stop')}
        </Button>
      </ActingLine>
    );
  }
  if (!atInbox) return null;
  return delegations.map((offered) => (
    <ActingLine key={offered.id} delegation={offered} words="console.acting.offered">
      <Button size="small" onClick={() => takeOver(offered.id)}>
        {t('console.acting.start')}
      </Button>
    </ActingLine>
  ));
}

interface ActingLineProps {
  delegation: { from: { name: string }; role: Parameters<ReturnType<typeof useRoleName>>[0]; endsOn: string };
  words: 'console.acting.now' | 'console.acting.offered';
  children: ReactNode;
}

function ActingLine({ delegation, words, children }: ActingLineProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const roleName = useRoleName();
  const until = formatLongDate(delegation.endsOn, now, language);
  return (
    <div className={styles['bar']} role="status">
      <Icon name="people" />
      <span>{t(words, { person: delegation.from.name, role: roleName(delegation.role), until })}</span>
      {children}
    </div>
  );
}
