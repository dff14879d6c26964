import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useText, departmentWord, useLanguage } from '../../platform/i18n.ts';
import { titleIn } from '../../platform/titles.ts';
import { callableAgreementsQuery } from './exchange-queries.ts';
import styles from './exchange.module.css';

/** The sandbox first, then the agreements in force of this department. */
export function AgreementPicker({ chosen, onChoose }: { chosen: string; onChoose: (id: string) => void }) {
  const t = useText();
  const language = useLanguage();
  const agreements = useQuery(callableAgreementsQuery);
  const options = [
    { value: 'sandbox', label: t('exchange.sandbox'), search: 'sandbox' },
    ...(agreements.data ?? []).map((row) => ({
      value: row.id,
      label: `${titleIn(language, row.resource).text} · ${departmentWord(row.provider.name)} · ${row.number}`,
      search: `${row.resource.title} ${row.resource.titleEn} ${row.provider.name} ${row.number}`,
    })),
  ];
  const isKnown = options.some(({ value }) => value === chosen);
  return (
    <div className={styles['picker']}>
      <span id="exchange-agreement">{t('exchange.agreement')}</span>
      <Select
        aria-labelledby="exchange-agreement"
        value={isKnown ? chosen : t('exchange.agreement.other', { id: chosen.slice(-12) })}
        loading={agreements.isPending}
        showSearch={{ optionFilterProp: 'search' }}
        options={options}
        onChange={onChoose}
        className={styles['pickerSelect'] ?? ''}
      />
      {chosen === 'sandbox' && <span className="caption">{t('exchange.sandbox.note')}</span>}
    </div>
  );
}
