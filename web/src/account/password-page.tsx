import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Form, Input } from 'antd';
import { Finding } from '../design/finding.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { ProblemAlert, useFieldProblems } from '../design/problem-alert.tsx';
import { Sheet } from '../design/sheet.tsx';
import { useText } from '../platform/i18n.ts';
import { sessionApi } from '../platform/session-api.ts';
import { sessionQuery, useSession } from '../platform/session.ts';

interface PasswordForm {
  current: string;
  next: string;
  again: string;
}

const leastLength = 12;

function useChangePassword() {
  const t = useText();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ current, next }: PasswordForm) => sessionApi.changePassword({ current, next }),
    onSuccess: async () => {
      void message.success(t('console.password.changed'));
      await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey, exact: true });
      await navigate({ to: '/' });
    },
  });
}

export function PasswordPage() {
  const t = useText();
  const { mustChangePassword } = useSession();
  const [form] = Form.useForm<PasswordForm>();
  const change = useChangePassword();
  useFieldProblems(form, change.error);
  return (
    <div style={{ maxWidth: '30rem' }}>
      <PageHeader
        title={t('console.password.title')}
        crumbs={mustChangePassword ? [] : [{ label: t('console.tab.me'), to: '/account' }]}
      />
      <Sheet>
        {mustChangePassword && <Finding title={t('console.password.mustChange')} icon="key" />}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => change.mutate(given)}>
          <ProblemAlert problem={change.error} form={form} />
          <Form.Item
            name="current"
            label={t('console.password.current')}
            rules={[{ required: true, message: t('console.signIn.passwordMissing') }]}
          >
            <Input.Password autoComplete="current-password" maxLength={200} />
          </Form.Item>
          <Form.Item
            name="next"
            label={t('console.password.next')}
            extra={t('console.password.hint', { count: leastLength })}
            rules={[
              {
                required: true,
                min: leastLength,
                message: t('console.password.tooShort', { count: leastLength }),
              },
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={200} />
          </Form.Item>
          <Form.Item
            name="again"
            label={t('console.password.again')}
            dependencies={['next']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_rule, value: unknown) =>
                  value === getFieldValue('next')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('console.password.differs'))),
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={200} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('console.password.submit')}
          </Button>
        </Form>
      </Sheet>
    </div>
  );
}
