import { Button, Form, Input } from 'antd';
import { useText } from '../platform/i18n.ts';
import { ProblemAlert } from '../design/problem-alert.tsx';
import { isProblem } from '../platform/problem.ts';
import { Finding } from '../design/finding.tsx';

export interface Credentials {
  account: string;
  password: string;
  /** Six figures of the second factor. */
  code?: string;
}

interface SignInFormProps {
  needsCode: boolean;
  pending: boolean;
  problem: unknown;
  /** The outside issuer sent the person back without a sign-in. */
  issuerFailed: boolean;
  onSubmit: (credentials: Credentials) => void;
  onBack: () => void;
}

export function SignInForm({ needsCode, pending, problem, issuerFailed, onSubmit, onBack }: SignInFormProps) {
  const t = useText();
  const [form] = Form.useForm<Credentials>();
  const shown = isProblem(problem, 'IDENTITY_CODE_REQUIRED') ? null : problem;
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={onSubmit} size="large">
      <ProblemAlert problem={shown} />
      {issuerFailed && (
        <Finding title={t('console.signIn.issuerFailed')}>{t('console.signIn.issuerFailedAdvice')}</Finding>
      )}
      <Form.Item
        name="account"
        label={t('console.signIn.account')}
        hidden={needsCode}
        rules={[{ required: true, message: t('console.signIn.accountMissing') }]}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is there to fill in this field */}
        <Input autoComplete="username" autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('console.signIn.password')}
        hidden={needsCode}
        rules={[{ required: true, message: t('console.signIn.passwordMissing') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      {needsCode && <CodeField />}
      <Button type="primary" htmlType="submit" block loading={pending}>
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

function CodeField() {
  const t = useText();
  return (
    <Form.Item
      name="code"
      label={t('console.signIn.code')}
      extra={t('console.signIn.codeHint')}
      rules={[{ required: true, pattern: /^\d{6}$/, message: t('console.signIn.codeMissing') }]}
    >
      <Input
        inputMode="numeric"
        autoComplete="one-time-code"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the code is all that is asked for now
        autoFocus
        maxLength={6}
        style={{ letterSpacing: '0.4em', fontFamily: 'var(--font-mono)' }}
      />
    </Form.Item>
  );
}
