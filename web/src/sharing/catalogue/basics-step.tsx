import { useQuery } from '@tanstack/react-query';
import { Select, TreeSelect } from 'antd';
import type { ReactNode } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { LimitedArea, LimitedInput, LinesNote } from '../../design/limited-text.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useLanguage, useText } from '../../platform/i18n.ts';
import type { Change } from '../../design/self-saving.ts';
import { classificationQuery, type Content } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { cycles, formats } from './entry-words.ts';

export interface StepProps {
  content: Content;
  change: Change<Content>;
}

interface FieldProps {
  id: string;
  label: ReactNode;
  required?: boolean;
  note?: ReactNode;
  children: ReactNode;
}

export function Field({ id, label, required = false, note, children }: FieldProps) {
  return (
    <label className={styles['field']} htmlFor={id}>
      <span className={required ? styles['required'] : undefined}>{label}</span>
      {children}
      {note !== undefined && <span className={styles['note']}>{note}</span>}
    </label>
  );
}

/** Name, summary, classification, format and cycle. */
export function BasicsStep({ content, change }: StepProps) {
  const t = useText();
  return (
    <Sheet title={t('catalogue.step.basics')} note={<ArticleLink article={13} ruleId="13.fields" />}>
      <div className={styles['form']}>
        <Field id="title" label={t('catalogue.field.title')} required>
          <LimitedInput
            id="title"
            value={content.title}
            most={100}
            onChange={(event) => change({ title: event.target.value })}
          />
        </Field>
        <Field id="titleEn" label={t('catalogue.field.titleEn')}>
          <LimitedInput
            id="titleEn"
            value={content.titleEn}
            most={200}
            onChange={(event) => change({ titleEn: event.target.value })}
          />
        </Field>
        <Field id="summary" label={t('catalogue.field.summary')} required note={t('catalogue.hint.summary')}>
          <LimitedArea
            id="summary"
            value={content.summary}
            most={1000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            onChange={(event) => change({ summary: event.target.value })}
          />
        </Field>
        <Field id="summaryEn" label={t('catalogue.field.summaryEn')}>
          <LimitedArea
            id="summaryEn"
            value={content.summaryEn}
            most={2000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => change({ summaryEn: event.target.value })}
          />
        </Field>
        <ClassificationField content={content} change={change} />
        <div className={styles['pair']}>
          <Field id="format" label={t('catalogue.field.format')} required>
            <Select
              id="format"
              value={content.format}
              options={formats.map((value) => ({ value, label: t(`catalogue.format.${value}`) }))}
              onChange={(format) => change({ format })}
            />
          </Field>
          <Field id="formatDetail" label={t('catalogue.field.formatDetail')}>
            <LimitedInput
              id="formatDetail"
              value={content.formatDetail}
              most={60}
              onChange={(event) => change({ formatDetail: event.target.value })}
            />
          </Field>
          <Field id="cycle" label={t('catalogue.field.cycle')} required>
            <Select
              id="cycle"
              value={content.cycle}
              options={cycles.map((value) => ({ value, label: t(`catalogue.cycle.${value}`) }))}
              onChange={(cycle) => change({ cycle })}
            />
          </Field>
        </div>
        <WordsField
          id="tags"
          field="tags"
          content={content}
          change={change}
          note={t('catalogue.hint.tags')}
        />
        <WordsField
          id="relatedCodes"
          field="relatedCodes"
          content={content}
          change={change}
          note={t('catalogue.hint.relatedCodes')}
        />
      </div>
    </Sheet>
  );
}

function WordsField({
  id,
  field,
  content,
  change,
  note,
}: StepProps & { id: string; field: 'tags' | 'relatedCodes'; note: string }) {
  const t = useText();
  const most = field === 'tags' ? { count: 20, length: 30 } : { count: 50, length: 40 };
  return (
    <Field id={id} label={t(`catalogue.field.${field}`)} note={note}>
      <Select
        id={id}
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={['、', '，', ',', ';', '；', ' ']}
        value={content[field]}
        onChange={(values: string[]) => change({ [field]: values })}
      />
      <LinesNote lines={content[field]} most={most} />
    </Field>
  );
}

/** 类, 项, 目 and 细目 of the authority's standard; entries stand under a 目 or below. */
function ClassificationField({ content, change }: StepProps) {
  const t = useText();
  const language = useLanguage();
  const { data } = useQuery(classificationQuery);
  const nodes = (data?.items ?? []).map((node) => ({
    id: node.code,
    pId: node.parentCode ?? 0,
    value: node.code,
    title: `${node.code} ${language === 'zh' ? node.nameZh : node.nameEn}`,
    selectable: node.code.length >= 6,
  }));
  return (
    <Field
      id="classification"
      label={t('catalogue.field.classification')}
      required
      note={
        <>
          {t('catalogue.hint.classification')}{' '}
          <ArticleLink article={12} ruleId="12.unified-catalogue" quiet />
        </>
      }
    >
      <TreeSelect
        id="classification"
        treeDataSimpleMode
        showSearch={{ treeNodeFilterProp: 'title' }}
        treeData={nodes}
        value={content.classification || null}
        onChange={(code: string | null) => change({ classification: code ?? '' })}
      />
    </Field>
  );
}
