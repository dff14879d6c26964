import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Facts } from '../design/facts.tsx';
import { Icon } from '../design/icon.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { Sheet, SheetGrid } from '../design/sheet.tsx';
import { useText, departmentWord } from '../platform/i18n.ts';
import { useSession } from '../platform/session.ts';
import { AppearanceControls } from '../shell/person-menu.tsx';
import { useRoleNames } from '../shell/role-names.ts';
import { useLeave } from '../shell/session-acts.ts';
import { SecondFactorSheet } from './second-factor-sheet.tsx';
import { SignedInSheet } from './signed-in-sheet.tsx';

/** 我: who I am here, how I want to see it, and what is signed in under my name. */
export function AccountPage() {
  const t = useText();
  const navigate = useNavigate();
  const leave = useLeave();
  const { person, department, platformName } = useSession();
  const roleNames = useRoleNames();
  return (
    <>
      <PageHeader
        title={person.name}
        note={`${departmentWord(department.shortName)} · ${roleNames[0]}`}
        actions={
          <Button icon={<Icon name="signOut" />} onClick={leave}>
            {t('console.person.signOut')}
          </Button>
        }
      />
      <SheetGrid>
        <Sheet title={t('console.account.who')}>
          <Facts
            facts={[
              { label: t('console.account.department'), value: departmentWord(department.name) },
              { label: t('console.account.creditCode'), value: <code>{department.creditCode}</code> },
              {
                label: t('console.account.division'),
                value: (
                  <>
                    {department.divisionName} <code>{department.divisionCode}</code>
                  </>
                ),
              },
              { label: t('console.account.roles'), value: roleNames.join(' · ') },
              { label: t('console.account.platform'), value: `${platformName.zh} · ${platformName.en}` },
            ]}
          />
        </Sheet>
        <Sheet title={t('console.account.appearance')}>
          <AppearanceControls />
        </Sheet>
        <Sheet title={t('console.password.title')}>
          <p className="secondary" style={{ marginBottom: '0.75rem' }}>
            {t('console.account.passwordNote')}
          </p>
          <Button onClick={() => void navigate({ to: '/account/password' })}>
            {t('console.password.title')}
          </Button>
        </Sheet>
        <SecondFactorSheet />
      </SheetGrid>
      <SignedInSheet />
    </>
  );
}
