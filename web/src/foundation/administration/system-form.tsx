import { Form } from 'antd';
import { LimitedArea, LimitedInput } from '../../design/limited-text.tsx';
import { useText } from '../../platform/i18n.ts';
import { useHasRole, useSession } from '../../platform/session.ts';
import { acts } from './administration-api.ts';
import { DepartmentChoice } from './choices.tsx';
import { FormDrawer } from './form-drawer.tsx';
import { useAct } from './use-act.ts';

interface Statement {
  departmentId: string;
  name: string;
  description: string;
}

const most = { name: 60, description: 300 };

export function SystemForm({ department, onClose }: { department: string | undefined; onClose: () => void }) {
  const t = useText();
  const session = useSession();
  const isOperator = useHasRole('systemOperator');
  const [form] = Form.useForm<Statement>();
  const register = useAct(acts.registerSystem, { done: t('administration.saved'), onDone: onClose });
  const required = [{ required: true, message: t('administration.required') }];
  return (
    <FormDrawer
      title={t('administration.system.add')}
      form={form}
      initial={{ departmentId: department ?? session.department.id, description: '' }}
      submit={t('administration.save')}
      pending={register.isPending}
      problem={register.error}
      most={most}
      onSubmit={(values) => register.mutate(values)}
      onClose={onClose}
    >
      <Form.Item
        name="departmentId"
        label={t('administration.department')}
        rules={required}
        hidden={!isOperator}
      >
        <DepartmentChoice label={t('administration.department')} />
      </Form.Item>
      <Form.Item name="name" label={t('administration.system.name')} rules={required}>
        <LimitedInput most={most.name} />
      </Form.Item>
      <Form.Item name="description" label={t('administration.system.description')}>
        <LimitedArea most={most.description} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDrawer>
  );
}
