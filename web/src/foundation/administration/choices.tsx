import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useText } from '../../platform/i18n.ts';
import { useRoleName } from '../../shell/role-names.ts';
import {
  departmentChoicesQuery,
  departmentQuery,
  divisionChoicesQuery,
  type GrantableRole,
  peopleChoicesQuery,
  type Person,
  personQuery,
} from './administration-api.ts';

/** What Ant Design's form hands to its field. */
interface FieldProps {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
}

interface ChoiceProps extends FieldProps {
  label: string;
  allowClear?: boolean;
}

/** Reads what is chosen by its id where the list of choices ends before it or was narrowed past it. */
function chosenQuery<Options extends { enabled?: unknown }>(
  queryOf: (id: string) => Options,
  value: string | undefined,
  found: readonly { id: string }[] | undefined,
) {
  const isListed = found === undefined || found.some(({ id }) => id === value);
  return { ...queryOf(value ?? ''), enabled: value !== undefined && !isListed };
}

/** The position tells two of one name apart. */
const personLabel = (person: Pick<Person, 'name' | 'position'> | undefined) =>
  person === undefined ? '' : `${person.name} ${person.position}`;

/** A department, found by part of its name or code. */
export function DepartmentChoice({ label, ...field }: ChoiceProps) {
  const [typed, setTyped] = useState('');
  const found = useQuery(departmentChoicesQuery(useDeferredValue(typed)));
  const chosen = useQuery(chosenQuery(departmentQuery, field.value, found.data));
  return (
    <Select
      {...field}
      aria-label={label}
      placeholder={label}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      labelRender={(option) => option.label ?? chosen.data?.department.name ?? ''}
      options={(found.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** A division, found by part of its name or the beginning of its code. */
export function DivisionChoice({
  label,
  present,
  ...field
}: ChoiceProps & { present?: { code: string; name: string } | undefined }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const found = useQuery(divisionChoicesQuery(useDeferredValue(typed.trim())));
  const known =
    typed === '' && present ? [{ code: present.code, fullName: present.name }] : (found.data ?? []);
  return (
    <Select
      {...field}
      aria-label={label}
      placeholder={t('administration.division.hint')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      notFoundContent={typed === '' ? t('administration.division.hint') : undefined}
      options={known.map(({ code, fullName }) => ({ value: code, label: `${fullName} ${code}` }))}
    />
  );
}

interface PersonChoiceProps extends ChoiceProps {
  department: string | undefined;
  role?: GrantableRole | undefined;
  /** Left out of the list. */
  without?: string | undefined;
}

/** A person of a department, found by part of the name. */
export function PersonChoice({ label, department, role, without, ...field }: PersonChoiceProps) {
  const [typed, setTyped] = useState('');
  const filter = { department, role, q: useDeferredValue(typed) };
  const found = useQuery(peopleChoicesQuery(filter));
  const people = (found.data ?? []).filter(({ id }) => id !== without);
  const chosen = useQuery(chosenQuery(personQuery, field.value, found.data));
  return (
    <Select
      {...field}
      aria-label={label}
      placeholder={label}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      labelRender={(option) => option.label ?? personLabel(chosen.data?.person)}
      options={people.map((person) => ({ value: person.id, label: personLabel(person) }))}
    />
  );
}

export const grantableRoles = [
  'clerk',
  'sharingOfficeHead',
  'departmentHead',
  'authorityOfficer',
  'auditor',
  'systemOperator',
] as const satisfies readonly GrantableRole[];

interface RoleChoiceProps extends Omit<ChoiceProps, 'value' | 'onChange'> {
  value?: GrantableRole;
  onChange?: (value: GrantableRole | undefined) => void;
  among?: readonly GrantableRole[];
}

export function RoleChoice({ label, among = grantableRoles, ...field }: RoleChoiceProps) {
  const roleName = useRoleName();
  return (
    <Select
      {...field}
      aria-label={label}
      placeholder={label}
      options={among.map((role) => ({ value: role, label: roleName(role) }))}
    />
  );
}
