import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useEffect } from 'react';
import { DayPicker } from '../../design/day-picker.tsx';
import { LimitedArea } from '../../design/limited-text.tsx';
import { useText } from '../../platform/i18n.ts';
import { beijingDay } from '../../platform/formats.ts';
import { useHasRole, useNow, useSession } from '../../platform/session.ts';
import { acts, type DelegationStatement, type GrantableRole, personQuery } from './administration-api.ts';
import styles from './administration.module.css';
import { DepartmentChoice, PersonChoice, RoleChoice } from './choices.tsx';
import { FormDrawer } from './form-drawer.tsx';
import { useAct } from './use-act.ts';

/** The form also holds which department its people are looked for in; that is not sent. */
interface Values extends DelegationStatement {
  departmentId: string;
}

const most = { reason: 200 };

/** Puts a delegation on record: for oneself, or by the head or an operator for somebody else. */
export function DelegationForm({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { person, department } = useSession();
  const today = beijingDay(useNow());
  const [form] = Form.useForm<Values>();
  const file = useAct(({ departmentId: _notSent, ...statement }: Values) => acts.fileDelegation(statement), {
    done: t('administration.delegation.filedNow'),
    onDone: onClose,
  });
  const initial = { departmentId: department.id, fromPersonId: person.id, startsOn: today, endsOn: today };
  return (
    <FormDrawer
      title={t('administration.delegation.file')}
      form={form}
      initial={initial}
      submit={t('administration.delegation.file')}
      pending={file.isPending}
      problem={file.error}
      most={most}
      onSubmit={(values) => file.mutate({ ...values, departmentId: department.id })}
      onClose={onClose}
    >
      <DelegationFields form={form} today={today} />
    </FormDrawer>
  );
}

function DelegationFields({
  form,
  today,
}: {
  form: ReturnType<typeof Form.useForm<Values>>[0];
  today: string;
}) {
  const t = useText();
  const isOperator = useHasRole('systemOperator');
  const mayChooseFrom = useHasRole('systemOperator', 'departmentHead');
  const departmentId: string | undefined = Form.useWatch('departmentId', form);
  const fromPersonId: string | undefined = Form.useWatch('fromPersonId', form);
  const required = [{ required: true, message: t('administration.required') }];
  return (
    <>
      <Form.Item name="departmentId" label={t('administration.department')} hidden={!isOperator}>
        <DepartmentChoice label={t('administration.department')} />
      </Form.Item>
      <Form.Item
        name="fromPersonId"
        label={t('administration.delegation.from')}
        rules={required}
        hidden={!mayChooseFrom}
      >
        <PersonChoice label={t('administration.delegation.from')} department={departmentId} />
      </Form.Item>
      <Form.Item name="role" label={t('administration.role')} rules={required}>
        <HeldRoleChoice personId={fromPersonId} />
      </Form.Item>
      <Form.Item
        name="toPersonId"
        label={t('administration.delegation.toPerson')}
        rules={required}
        extra={t('administration.delegation.toPerson.hint')}
      >
        <PersonChoice
          label={t('administration.delegation.toPerson')}
          department={departmentId}
          without={fromPersonId}
        />
      </Form.Item>
      <div className={styles['twoFields']}>
        <Form.Item name="startsOn" label={t('administration.delegation.startsOn')} rules={required}>
          <DayPicker earliest={today} />
        </Form.Item>
        <Form.Item name="endsOn" label={t('administration.delegation.endsOn')} rules={required}>
          <DayPicker earliest={today} />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={t('administration.delegation.reason')} rules={required}>
        <LimitedArea most={most.reason} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </>
  );
}

interface HeldRoleChoiceProps {
  personId: string | undefined;
  id?: string;
  value?: GrantableRole;
  onChange?: (value: GrantableRole | undefined) => void;
}

/** Only what the absent person holds can be handed on; a single role is chosen by itself. */
function HeldRoleChoice({ personId, ...field }: HeldRoleChoiceProps) {
  const t = useText();
  const person = useQuery({ ...personQuery(personId ?? ''), enabled: personId !== undefined });
  const held = (person.data?.grants ?? [])
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ role }) => role);
  const only = held.length === 1 ? held[0] : undefined;
  const { value, onChange } = field;
  useEffect(() => {
    if (only !== undefined && value !== only) onChange?.(only);
  }, [only, value, onChange]);
  return <RoleChoice {...field} label={t('administration.role')} among={held} />;
}
