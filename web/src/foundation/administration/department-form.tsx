import { Form, Segmented } from 'antd';
import { LimitedInput } from '../../design/limited-text.tsx';
import { useText } from '../../platform/i18n.ts';
import { acts, type Department, type DepartmentStatement } from './administration-api.ts';
import styles from './administration.module.css';
import { DivisionChoice } from './choices.tsx';
import { FormDrawer } from './form-drawer.tsx';
import { useAct } from './use-act.ts';

interface DepartmentFormProps {
  /** Edits this one; without it a new one is set up. */
  department?: Department;
  onClose: () => void;
  onSaved?: (department: Department) => void;
}

const most = { name: 60, shortName: 12, nameEn: 120, shortNameEn: 40, creditCode: 18, sharingOffice: 60 };

export function DepartmentForm({ department, onClose, onSaved }: DepartmentFormProps) {
  const t = useText();
  const [form] = Form.useForm<DepartmentStatement>();
  const save = useAct(
    (values: DepartmentStatement) =>
      department ? acts.updateDepartment(department, values) : acts.createDepartment(values),
    {
      done: t('administration.saved'),
      onDone: (saved) => {
        onSaved?.(saved);
        onClose();
      },
    },
  );
  const initial = department ? statementOf(department) : { kind: 'department' as const };
  return (
    <FormDrawer
      title={t(department ? 'administration.department.edit' : 'administration.department.add')}
      form={form}
      initial={initial}
      submit={t('administration.save')}
      pending={save.isPending}
      problem={save.error}
      most={most}
      onSubmit={(values) => save.mutate({ ...values, creditCode: values.creditCode.trim().toUpperCase() })}
      onClose={onClose}
    >
      <DepartmentFields department={department} />
    </FormDrawer>
  );
}

function statementOf(department: Department): DepartmentStatement {
  const { kind, name, shortName, nameEn, shortNameEn, creditCode, divisionCode, sharingOffice } = department;
  return { kind, name, shortName, nameEn, shortNameEn, creditCode, divisionCode, sharingOffice };
}

function DepartmentFields({ department }: { department: Department | undefined }) {
  const t = useText();
  const required = [{ required: true, message: t('administration.required') }];
  const present = department && { code: department.divisionCode, name: department.divisionName };
  return (
    <>
      <Form.Item name="kind" label={t('administration.kind')} extra={t('administration.kind.hint')}>
        <Segmented
          aria-label={t('administration.kind')}
          options={[
            { value: 'department', label: t('administration.kind.department') },
            { value: 'authority', label: t('administration.kind.authority') },
          ]}
        />
      </Form.Item>
      <div className={styles['twoFields']}>
        <Form.Item name="name" label={t('administration.name')} rules={required}>
          <LimitedInput most={most.name} />
        </Form.Item>
        <Form.Item name="shortName" label={t('administration.shortName')} rules={required}>
          <LimitedInput most={most.shortName} />
        </Form.Item>
      </div>
      <div className={styles['twoFields']}>
        <Form.Item name="nameEn" label={t('administration.nameEn')} extra={t('administration.nameEn.hint')}>
          <LimitedInput most={most.nameEn} lang="en" />
        </Form.Item>
        <Form.Item name="shortNameEn" label={t('administration.shortNameEn')}>
          <LimitedInput most={most.shortNameEn} lang="en" />
        </Form.Item>
      </div>
      <Form.Item name="creditCode" label={t('administration.creditCode')} rules={required}>
        <LimitedInput most={most.creditCode} className={styles['code'] ?? ''} spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="divisionCode"
        label={t('administration.division')}
        rules={required}
        extra={t('administration.level.hint')}
      >
        <DivisionChoice label={t('administration.division')} present={present} />
      </Form.Item>
      <Form.Item
        name="sharingOffice"
        label={t('administration.sharingOffice')}
        rules={required}
        extra={t('administration.sharingOffice.hint')}
      >
        <LimitedInput most={most.sharingOffice} />
      </Form.Item>
    </>
  );
}
