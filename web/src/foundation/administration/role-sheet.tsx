import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { DateText } from '../../design/date-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useText } from '../../platform/i18n.ts';
import { useHasRole, useSession } from '../../platform/session.ts';
import { useRoleName } from '../../shell/role-names.ts';
import { acts, type GrantableRole, type PersonHistory } from './administration-api.ts';
import styles from './administration.module.css';
import { grantableRoles, RoleChoice } from './choices.tsx';
import { useAct } from './use-act.ts';

type Grant = PersonHistory['grants'][number];

interface RoleSheetProps {
  person: PersonHistory['person'];
  grants: readonly Grant[];
}

/** Roles held now, and those held before: by whom and when. Nobody changes their own. */
export function RoleSheet({ person, grants }: RoleSheetProps) {
  const t = useText();
  const isOneself = useSession().person.id === person.id;
  const mayChange = useHasRole('systemOperator') && !isOneself && person.active;
  const held = grants.filter(({ revokedAt }) => revokedAt === null);
  const past = grants.filter(({ revokedAt }) => revokedAt !== null);
  const revoke = useAct(acts.revokeRole, { done: t('administration.role.revoked') });
  return (
    <Sheet
      title={t('administration.roles')}
      note={<ArticleLink article={null} ruleId="platform.separation" />}
    >
      <div className={styles['stack']}>
        <ProblemAlert problem={revoke.error} />
        {held.length === 0 && <p className="secondary">{t('administration.roles.none')}</p>}
        <ul className={styles['lines']}>
          {held.map((grant) => (
            <GrantLine
              key={grant.role}
              grant={grant}
              onRevoke={mayChange ? () => revoke.mutate({ id: person.id, role: grant.role }) : undefined}
            />
          ))}
        </ul>
        {mayChange && <GrantRole personId={person.id} held={held.map(({ role }) => role)} />}
        {isOneself && <p className="caption">{t('administration.role.own')}</p>}
        {past.length > 0 && (
          <details>
            <summary className="caption">{t('administration.role.past', { count: past.length })}</summary>
            <ul className={styles['lines']}>
              {past.map((grant) => (
                <GrantLine key={`${grant.role} ${grant.grantedAt}`} grant={grant} />
              ))}
            </ul>
          </details>
        )}
      </div>
    </Sheet>
  );
}

function GrantLine({ grant, onRevoke }: { grant: Grant; onRevoke?: (() => void) | undefined }) {
  const t = useText();
  const roleName = useRoleName();
  return (
    <li>
      <div>
        {roleName(grant.role)}
        <div className="caption">
          {t('administration.role.grantedBy', { person: grant.grantedBy })} <DateText at={grant.grantedAt} />
          {grant.revokedAt !== null && (
            <>
              {' · '}
              {t('administration.role.revokedBy', { person: grant.revokedBy ?? '' })}{' '}
              <DateText at={grant.revokedAt} />
            </>
          )}
        </div>
      </div>
      {onRevoke && (
        <Popconfirm
          title={t('administration.role.revoke.sure', { role: roleName(grant.role) })}
          description={t('administration.role.revoke.what')}
          okText={t('administration.role.revoke')}
          cancelText={t('administration.cancel')}
          onConfirm={onRevoke}
        >
          <Button size="small">{t('administration.role.revoke')}</Button>
        </Popconfirm>
      )}
    </li>
  );
}

function GrantRole({ personId, held }: { personId: string; held: readonly GrantableRole[] }) {
  const t = useText();
  const [role, setRole] = useState<GrantableRole>();
  const grant = useAct(acts.grantRole, {
    done: t('administration.role.granted'),
    onDone: () => setRole(undefined),
  });
  return (
    <>
      <ProblemAlert problem={grant.error} />
      <div className={styles['buttons']}>
        <span className={styles['choice']} style={{ flex: 1, minWidth: '10rem' }}>
          <RoleChoice
            label={t('administration.role.choose')}
            among={grantableRoles.filter((each) => !held.includes(each))}
            {...(role ? { value: role } : {})}
            onChange={setRole}
          />
        </span>
        <Button
          disabled={role === undefined}
          loading={grant.isPending}
          onClick={() => role && grant.mutate({ id: personId, role })}
        >
          {t('administration.role.grant')}
        </Button>
      </div>
    </>
  );
}
