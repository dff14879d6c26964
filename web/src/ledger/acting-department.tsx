import { useQuery } from '@tanstack/react-query';
import { DepartmentName } from '../design/department-name.tsx';
import { useText } from '../platform/i18n.ts';
import { departmentNamesQuery } from './ledger-queries.ts';
import styles from './ledger-page.module.css';

/** Whose act it was: a department by its name where it is known here, else by its credit code; or the platform. */
export function ActingDepartment({
  creditCode,
  full = false,
}: {
  creditCode: string | null;
  full?: boolean;
}) {
  const t = useText();
  const names = useQuery(departmentNamesQuery);
  if (creditCode === null) return <span className="caption">{t('ledger.byPlatform')}</span>;
  const department = names.data?.get(creditCode);
  if (!department) return <code className={styles['code']}>{creditCode}</code>;
  return <DepartmentName department={department} full={full} />;
}
