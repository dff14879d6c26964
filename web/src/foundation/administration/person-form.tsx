import { Form } from 'antd';
import { Finding } from '../../design/finding.tsx';
import { LimitedInput } from '../../design/limited-text.tsx';
import { useText } from '../../platform/i18n.ts';
import { acts, type PersonHistory } from './administration-api.ts';
import { DepartmentChoice } from './choices.tsx';
import { FormDrawer } from './form-drawer.tsx';
import { useAct } from './use-act.ts';

interface PersonFormProps {
  /** Edits this one; without it a new one is added. */
  person?: PersonHistory['person'];
  initialDepartment?: string | undefined;
  onClose: () => void;
  onSaved?: (person: { id: string }) => void;
}

interface Statement {
  name: string;
  position: string;
  departmentId: string;
}

const most = { name: 40, position: 40 };

export function PersonForm({ person, initialDepartment, onClose, onSaved }: PersonFormProps) {
  const t = useText();
  const [form] = Form.useForm<Statement>();
  const departmentId: string | undefined = Form.useWatch('departmentId', form);
  const save = useAct(
    (values: Statement) => (person ? acts.updatePerson(person, values) : acts.addPerson(values)),
    {
      done: t('administration.saved'),
      onDone: (saved) => {
        onSaved?.(saved);
        onClose();
      },
    },
  );
  const moves = person !== undefined && departmentId !== undefined && departmentId !== person.departmentId;
  const required = [{ required: true, message: t('administration.required') }];
  const fresh = { position: '', ...(initialDepartment ? { departmentId: initialDepartment } : {}) };
  return (
    <FormDrawer
      title={t(person ? 'administration.person.edit' : 'administration.person.add')}
      form={form}
      initial={person ?? fresh}
      submit={t('administration.save')}
      pending={save.isPending}
      problem={save.error}
      most={most}
      onSubmit={({ name, position, departmentId: chosen }) =>
        save.mutate({ name, position, departmentId: chosen })
      }
      onClose={onClose}
    >
      <Form.Item name="name" label={t('administration.person.name')} rules={required}>
        <LimitedInput most={most.name} autoComplete="off" />
      </Form.Item>
      <Form.Item name="position" label={t('administration.position')}>
        <LimitedInput most={most.position} />
      </Form.Item>
      <Form.Item name="departmentId" label={t('administration.department')} rules={required}>
        <DepartmentChoice label={t('administration.department')} />
      </Form.Item>
      {moves && (
        <Finding title={t('administration.person.moves')}>{t('administration.person.moves.what')}</Finding>
      )}
    </FormDrawer>
  );
}
