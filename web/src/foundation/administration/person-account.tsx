import { useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { Facts } from '../../design/facts.tsx';
import { useFormFits } from '../../design/form-fits.ts';
import { LimitedInput } from '../../design/limited-text.tsx';
import { ProblemAlert, useFieldProblems } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { FailureState, LoadingState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import { AccountActs, useAccountState } from './account-acts.tsx';
import { type Account, accountOfQuery, acts, type PersonHistory } from './administration-api.ts';
import styles from './administration.module.css';
import { IssuedPassword, type Issued } from './issued-password.tsx';
import { useAct } from './use-act.ts';

/** The account of a person, or the way to make one. */
export function PersonAccount({ person }: { person: PersonHistory['person'] }) {
  const t = useText();
  const query = useQuery(accountOfQuery(person.id));
  const [issued, setIssued] = useState<Issued>();
  return (
    <Sheet title={t('administration.account')}>
      <div className={styles['stack']}>
        {query.isPending && <LoadingState shape="text" rows={2} />}
        {query.isError && <FailureState problem={query.error} onRetry={() => void query.refetch()} />}
        {issued && <IssuedPassword issued={issued} />}
        {query.data && <AccountFacts account={query.data} onIssued={setIssued} />}
        {query.data === null && !issued && person.active && (
          <CreateAccount personId={person.id} onIssued={setIssued} />
        )}
      </div>
    </Sheet>
  );
}

function AccountFacts({ account, onIssued }: { account: Account; onIssued: (issued: Issued) => void }) {
  const t = useText();
  const state = useAccountState();
  return (
    <>
      <Facts
        facts={[
          {
            label: t('administration.login'),
            value: <code className={styles['code']}>{account.login}</code>,
          },
          { label: t('administration.state'), value: state(account) },
        ]}
      />
      <AccountActs account={account} onIssued={onIssued} />
    </>
  );
}

const most = { login: 64 };

function CreateAccount({ personId, onIssued }: { personId: string; onIssued: (issued: Issued) => void }) {
  const t = useText();
  const [form] = Form.useForm<{ login: string }>();
  const create = useAct((login: string) => acts.createAccount({ personId, login }), { onDone: onIssued });
  useFieldProblems(form, create.error);
  const isSendable = useFormFits(form, most);
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={({ login }) => create.mutate(login)}>
      <ProblemAlert problem={create.error} form={form} />
      <Form.Item
        name="login"
        label={t('administration.login')}
        extra={t('administration.login.hint')}
        rules={[
          { required: true, message: t('administration.required') },
          { pattern: /^[A-Za-z0-9][A-Za-z0-9._@-]{2,}$/, message: t('administration.login.hint') },
        ]}
      >
        <LimitedInput most={most.login} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Button htmlType="submit" loading={create.isPending} disabled={!isSendable}>
        {t('administration.account.create')}
      </Button>
    </Form>
  );
}
