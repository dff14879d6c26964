import { Button } from 'antd';
import { FacetGroup } from '../../design/facet-group.tsx';
import { shareClasses, type ShareClass } from '../../design/share-class-badge.tsx';
import { useText, departmentWord } from '../../platform/i18n.ts';
import type { Counts } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { cycles, levels, modes } from './entry-words.ts';

export interface Chosen {
  share: ShareClass[];
  provider: string[];
  cycle: (typeof cycles)[number][];
  mode: (typeof modes)[number][];
  level: (typeof levels)[number][];
  personal: ('true' | 'false')[];
}

interface FacetsPanelProps {
  counts: Counts | null;
  chosen: Chosen;
  onChange: (patch: Record<string, unknown>) => void;
}

type Facet = keyof Counts['facets'];

/** What the list can be narrowed by, with what each choice would give. */
export function FacetsPanel({ counts, chosen, onChange }: FacetsPanelProps) {
  const t = useText();
  const countOf = (facet: Facet, value: string) => {
    const found = counts?.facets[facet].find((line) => line.value === value)?.count;
    return counts === null ? {} : { count: found ?? 0 };
  };
  const group = <Value extends string>(given: {
    name: keyof Chosen;
    facet: Facet;
    label: string;
    values: readonly Value[];
    chosen: readonly Value[];
    word: (value: Value) => string;
  }) => {
    const shown = given.values.filter(
      (value) =>
        counts === null || given.chosen.includes(value) || (countOf(given.facet, value).count ?? 0) > 0,
    );
    if (shown.length === 0) return null;
    return (
      <FacetGroup
        label={given.label}
        chosen={given.chosen}
        options={shown.map((value) => ({ value, label: given.word(value), ...countOf(given.facet, value) }))}
        onChange={(values) => onChange({ [given.name]: values.length === 0 ? undefined : values })}
      />
    );
  };
  const providers = counts?.facets.provider ?? [];
  const providerIds = [...new Set([...chosen.provider, ...providers.map(({ value }) => value)])];
  const providerName = (id: string) =>
    departmentWord(providers.find(({ value }) => value === id)?.label ?? id.slice(0, 8));
  const chosenCount = Object.values(chosen).reduce((sum, values) => sum + values.length, 0);
  return (
    <div className={styles['facets']}>
      <div className={styles['facetsHead']}>
        <h2>{t('catalogue.filter')}</h2>
        {chosenCount > 0 && (
          <Button type="link" size="small" onClick={() => onChange(noneChosen)}>
            {t('catalogue.clearFilter', { count: chosenCount })}
          </Button>
        )}
      </div>
      {group({
        name: 'share',
        facet: 'shareClass',
        label: t('catalogue.field.shareClass'),
        values: shareClasses,
        chosen: chosen.share,
        word: (value) => t(`console.shareClass.${value}`),
      })}
      {group({
        name: 'provider',
        facet: 'provider',
        label: t('catalogue.field.provider'),
        values: providerIds,
        chosen: chosen.provider,
        word: providerName,
      })}
      {group({
        name: 'cycle',
        facet: 'cycle',
        label: t('catalogue.field.cycle'),
        values: cycles,
        chosen: chosen.cycle,
        word: (value) => t(`catalogue.cycle.${value}`),
      })}
      {group({
        name: 'mode',
        facet: 'mode',
        label: t('catalogue.field.modes'),
        values: modes,
        chosen: chosen.mode,
        word: (value) => t(`catalogue.mode.${value}`),
      })}
      {group({
        name: 'level',
        facet: 'level',
        label: t('catalogue.field.grade'),
        values: levels,
        chosen: chosen.level,
        word: (value) => t(`catalogue.level.${value}`),
      })}
      {group({
        name: 'personal',
        facet: 'personal',
        label: t('catalogue.item.personal'),
        values: ['true', 'false'] as const,
        chosen: chosen.personal.slice(0, 1),
        word: (value) => t(`catalogue.personal.${value}`),
      })}
      {counts?.atLeast && <p className="caption">{t('catalogue.atLeast')}</p>}
    </div>
  );
}

const noneChosen: Record<keyof Chosen, undefined> = {
  share: undefined,
  provider: undefined,
  cycle: undefined,
  mode: undefined,
  level: undefined,
  personal: undefined,
};
