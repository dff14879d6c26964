import { isMessageKey } from '@tandem/messages';
import { Button, Form, Input } from 'antd';
import { useEffect, useRef } from 'react';
import { useText } from '../platform/i18n.ts';
import { ProblemAlert } from '../design/problem-alert.tsx';
import { isProblem } from '../platform/problem.ts';
import { Finding } from '../design/finding.tsx';
import type { Credentials } from '../platform/session-api.ts';
import styles from './sign-in-page.module.css';
import { plainCode } from './plain-code.ts';

interface SignInFormProps {
  needsCode: boolean;
  pending: boolean;
  problem: unknown;
  /** Code with which an outside issuer's sign-in ended. */
  issuerFailure: string | undefined;
  /** The session of before ended while this window was open. */
  hasEnded: boolean;
  onSubmit: (credentials: Credentials) => void;
  onBack: () => void;
}

export function SignInForm({
  needsCode,
  pending,
  problem,
  issuerFailure,
  hasEnded,
  onSubmit,
  onBack,
}: SignInFormProps) {
  const t = useText();
  const [form] = Form.useForm<Credentials>();
  const shown = isProblem(problem, 'IDENTITY_CODE_REQUIRED') ? null : problem;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(given) =>
        onSubmit(given.code === undefined ? given : { ...given, code: plainCode(given.code) })
      }
    >
      <ProblemAlert problem={shown} />
      {hasEnded && shown === null && <SessionEnded />}
      {issuerFailure !== undefined && <IssuerFailure code={issuerFailure} />}
      <Form.Item
        name="account"
        label={t('console.signIn.account')}
        hidden={needsCode}
        rules={[{ required: true, message: t('console.signIn.accountMissing') }]}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is there to fill in this field */}
        <Input size="large" autoComplete="username" autoFocus={!hasEnded} maxLength={100} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('console.signIn.password')}
        hidden={needsCode}
        rules={[{ required: true, message: t('console.signIn.passwordMissing') }]}
      >
        <Input.Password size="large" autoComplete="current-password" maxLength={200} />
      </Form.Item>
      {needsCode && <CodeField />}
      <Button type="primary" size="large" htmlType="submit" block loading={pending}>
        {t(needsCode ? 'console.signIn.confirmCode' : 'console.signIn.submit')}
      </Button>
      {needsCode && (
        <Button type="link" block onClick={onBack}>
          {t('console.signIn.otherAccount')}
        </Button>
      )}
    </Form>
  );
}

/** Takes the focus, so that whoever was typing does not go on in the name of the account. */
function SessionEnded() {
  const t = useText();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <div ref={notice} className={styles['ended']} role="alert" tabIndex={-1}>
      <Finding title={t('console.signIn.ended')} icon="signOut">
        {t('console.signIn.ended.kept')}
      </Finding>
    </div>
  );
}

function IssuerFailure({ code }: { code: string }) {
  const t = useText();
  return (
    <div style={{ marginBottom: '0.75rem' }}>
      <Finding title={t(isMessageKey(code) ? code : 'console.signIn.issuerFailed')}>
        {t('console.signIn.issuerFailedAdvice')}
      </Finding>
    </div>
  );
}

function CodeField() {
  const t = useText();
  return (
    <Form.Item
      name="code"
      label={t('console.signIn.code')}
      extra={t('console.signIn.codeHint')}
      rules={[
        {
          required: true,
          transform: plainCode,
          pattern: /^(\d{6}|[\dA-Za-z]{16})$/,
          message: t('console.signIn.codeMissing'),
        },
      ]}
    >
      <Input
        size="large"
        autoComplete="one-time-code"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the code is all that is asked for now
        autoFocus
        maxLength={24}
        style={{ letterSpacing: '0.15em', fontFamily: 'var(--font-mono)' }}
      />
    </Form.Item>
  );
}
