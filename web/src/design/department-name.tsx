import { departmentWord, useLanguage, useText } from '../platform/i18n.ts';
import styles from './department-name.module.css';
import { Icon } from './icon.tsx';

export interface NamedDepartment {
  name: string;
  shortName?: string | undefined;
}

/** The short name, with the full one on hover; in English where it has an English one. */
export function DepartmentName({
  department,
  full = false,
}: {
  department: NamedDepartment;
  full?: boolean;
}) {
  const language = useLanguage();
  const name = full ? department.name : (department.shortName ?? department.name);
  const shown = departmentWord(name);
  const lang = language === 'en' && shown === name ? ({ lang: 'zh-CN' } as const) : {};
  return name === department.name ? (
    <span {...lang}>{shown}</span>
  ) : (
    <abbr {...lang} className={styles['abbr']} title={departmentWord(department.name)}>
      {shown}
    </abbr>
  );
}

interface DepartmentFlowProps {
  from: NamedDepartment;
  to: NamedDepartment;
  /** Who asks and who provides, in words after the names. */
  withRoles?: boolean;
  /** Both sides alike, as in a dispute. */
  mutual?: boolean;
}

/** 民政局 → 人社局; with roles: 民政局 申请 → 人社局 提供. */
export function DepartmentFlow({ from, to, withRoles = false, mutual = false }: DepartmentFlowProps) {
  const t = useText();
  return (
    <span>
      <DepartmentName department={from} />{' '}
      {withRoles && <span className={styles['role']}>{t('console.flow.asks')} </span>}
      <Icon
        name={mutual ? 'bothWays' : 'arrowRight'}
        size={1}
        label={t(mutual ? 'console.flow.with' : 'console.flow.to')}
      />{' '}
      <DepartmentName department={to} />
      {withRoles && <span className={styles['role']}> {t('console.flow.provides')}</span>}
    </span>
  );
}
