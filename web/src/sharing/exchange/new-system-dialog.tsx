import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { Dialog } from '../../design/dialog.tsx';
import { useFormFits } from '../../design/form-fits.ts';
import { LimitedArea, LimitedInput } from '../../design/limited-text.tsx';
import { ProblemAlert, useFieldProblems } from '../../design/problem-alert.tsx';
import { answer, api } from '../../platform/api.ts';
import { useText } from '../../platform/i18n.ts';
import { useSession } from '../../platform/session.ts';
import { systemsQuery } from './exchange-queries.ts';

interface NewSystem {
  name: string;
  description: string;
}

const most = { name: 60, description: 300 };

/** Registers a program of the own department; it can do nothing until it has a key. */
export function NewSystemDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const queryClient = useQueryClient();
  const { department } = useSession();
  const [form] = Form.useForm<NewSystem>();
  const create = useMutation({
    mutationFn: (values: NewSystem) =>
      answer(api.POST('/api/v1/systems', { body: { ...values, departmentId: department.id } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: systemsQuery.queryKey });
      onClose();
    },
  });
  useFieldProblems(form, create.error);
  const isSendable = useFormFits(form, most);
  return (
    <Dialog
      title={t('exchange.systems.new.title', { department: department.name })}
      onCancel={onClose}
      footer={null}
    >
      <Form<NewSystem>
        form={form}
        layout="vertical"
        initialValues={{ name: '', description: '' }}
        onFinish={(values) => create.mutate(values)}
      >
        <ProblemAlert problem={create.error} form={form} />
        <Form.Item
          name="name"
          label={t('exchange.system.name')}
          rules={[{ required: true, min: 2, message: t('exchange.system.name.missing') }]}
        >
          <LimitedInput most={most.name} placeholder={t('exchange.system.name.example')} />
        </Form.Item>
        <Form.Item name="description" label={t('exchange.system.description')}>
          <LimitedArea rows={2} most={most.description} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending} disabled={!isSendable}>
          {t('exchange.systems.new')}
        </Button>
      </Form>
    </Dialog>
  );
}
