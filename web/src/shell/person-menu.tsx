import { useNavigate } from '@tanstack/react-router';
import { Popover, Segmented, Switch } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../design/icon.tsx';
import { useAppearance, chooseAppearance, type SchemeChoice } from '../platform/appearance.ts';
import { holdPlace } from '../platform/focus-keeper.ts';
import { type Language, useLanguage, useText, departmentWord } from '../platform/i18n.ts';
import { useChooseLanguage, useSession } from '../platform/session.ts';
import styles from './person-menu.module.css';
import { useRoleName, useRoleNames } from './role-names.ts';
import { useLeave, useTakeOver } from './session-acts.ts';

/** Who is working; opens language, appearance, the account and the way out. */
export function PersonMenu() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { person, department } = useSession();
  const roleNames = useRoleNames();
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) giveBack(opener.current);
      }}
      destroyOnHidden
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={<Menu onDone={() => setOpen(false)} />}
    >
      <button
        ref={opener}
        type="button"
        className={styles['person']}
        aria-expanded={open}
        title={t('console.person.menu')}
      >
        <span className={styles['initial']} aria-hidden="true">
          {Array.from(person.name)[0]}
        </span>
        <span className={styles['words']}>
          <span className={styles['name']}>{person.name}</span> {departmentWord(department.shortName)} ·{' '}
          {roleNames[0]}
        </span>
      </button>
    </Popover>
  );
}

/** To the button, unless the person went on elsewhere. */
function giveBack(opener: HTMLElement | null): void {
  const { activeElement } = document;
  const isElsewhere = activeElement !== document.body && !activeElement?.closest(`.${styles['menu']}`);
  if (!isElsewhere) opener?.focus({ preventScroll: true });
}

function Menu({ onDone }: { onDone: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const leave = useLeave();
  const { person, department } = useSession();
  const roleNames = useRoleNames();
  const menu = useRef<HTMLDivElement>(null);
  // It stands at the end of the page: whoever works by keyboard would not come to it otherwise.
  useEffect(() => {
    if (menu.current) holdPlace(menu.current);
  }, []);
  return (
    <div className={styles['menu']} ref={menu}>
      <div className={styles['who']}>
        <strong>{person.name}</strong>
        <span>{departmentWord(department.name)}</span>
        <span className="caption">{roleNames.join(' · ')}</span>
      </div>
      <ActingChoice />
      <AppearanceControls />
      <div className={styles['links']}>
        <button
          type="button"
          onClick={() => {
            onDone();
            void navigate({ to: '/account' });
          }}
        >
          <Icon name="person" /> {t('console.person.account')}
        </button>
        <button
          type="button"
          onClick={() => {
            onDone();
            leave();
          }}
        >
          <Icon name="signOut" /> {t('console.person.signOut')}
        </button>
      </div>
    </div>
  );
}

/** Absent colleagues this person may act for, and the way back. */
function ActingChoice() {
  const t = useText();
  const takeOver = useTakeOver();
  const { delegations, acting } = useSession();
  const roleName = useRoleName();
  if (delegations.length === 0) return null;
  return (
    <div className={styles['links']}>
      {delegations.map((choice) => (
        <button
          key={choice.id}
          type="button"
          onClick={() => takeOver(choice.id === acting?.id ? null : choice.id)}
        >
          <Icon name={choice.id === acting?.id ? 'check' : 'people'} />
          {t('console.acting.choose', { person: choice.from.name, role: roleName(choice.role) })}
        </button>
      ))}
    </div>
  );
}

/** Language, colours and size: in the menu, on the account page and on the sign-in page. */
export function AppearanceControls() {
  const t = useText();
  const language = useLanguage();
  const ids = useId();
  const chooseLanguage = useChooseLanguage();
  const { scheme, largeType } = useAppearance();
  return (
    <div className={styles['controls']}>
      <div className={styles['control']}>
        <span id={`${ids}-language`}>{t('console.appearance.language')}</span>
        <Segmented<Language>
          aria-labelledby={`${ids}-language`}
          value={language}
          onChange={(chosen) => void chooseLanguage(chosen)}
          options={[
            { value: 'zh', label: <span lang="zh-CN">中文</span> },
            { value: 'en', label: <span lang="en">English</span> },
          ]}
        />
      </div>
      <div className={styles['control']}>
        <span id={`${ids}-scheme`}>{t('console.appearance.scheme')}</span>
        <Segmented<SchemeChoice>
          aria-labelledby={`${ids}-scheme`}
          value={scheme}
          onChange={(chosen) => chooseAppearance({ scheme: chosen })}
          options={[
            { value: 'light', label: t('console.appearance.light') },
            { value: 'dark', label: t('console.appearance.dark') },
            { value: 'system', label: t('console.appearance.system') },
          ]}
        />
      </div>
      <label className={styles['control']}>
        <span>{t('console.appearance.largeType')}</span>
        <Switch checked={largeType} onChange={(chosen) => chooseAppearance({ largeType: chosen })} />
      </label>
    </div>
  );
}
