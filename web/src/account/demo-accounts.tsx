import { Icon } from '../design/icon.tsx';
import { useText } from '../platform/i18n.ts';
import type { Credentials, DemoAccount } from '../platform/session-api.ts';
import { useRoleName } from '../shell/role-names.ts';
import styles from './demo-accounts.module.css';

interface DemoAccountsProps {
  accounts: readonly DemoAccount[];
  pending: boolean;
  onChoose: (credentials: Credentials) => void;
}

function byDepartment(accounts: readonly DemoAccount[]): [string, DemoAccount[]][] {
  return Object.entries(Object.groupBy(accounts, (account) => account.department)).map(([name, members]) => [
    name,
    members ?? [],
  ]);
}

/** The people of the demonstration city, each one press away. */
export function DemoAccounts({ accounts, pending, onChoose }: DemoAccountsProps) {
  const t = useText();
  const roleName = useRoleName();
  return (
    <section className={styles['panel']} aria-labelledby="demo-title">
      <h2 id="demo-title" className={styles['title']}>
        {t('console.signIn.demoTitle')}
      </h2>
      <p className="caption">{t('console.signIn.demoNote')}</p>
      {byDepartment(accounts).map(([department, members]) => (
        <div key={department} className={styles['department']}>
          <h3>{department}</h3>
          <ul>
            {members.map((member) => (
              <li key={member.account}>
                <button
                  type="button"
                  disabled={pending}
                  onClick={() => onChoose({ account: member.account, password: member.password })}
                >
                  <span className={styles['name']}>{member.name}</span>
                  <span className={styles['role']}>{roleName(member.role)}</span>
                  <code>{member.account}</code>
                  <Icon name="chevronRight" size={1} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
