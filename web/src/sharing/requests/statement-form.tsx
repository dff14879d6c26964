import { Checkbox, InputNumber, Select } from 'antd';
import { ArticleLink } from '../../design/article-link.tsx';
import { DayRangePicker } from '../../design/day-picker.tsx';
import { LimitedArea, LimitedInput } from '../../design/limited-text.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useText } from '../../platform/i18n.ts';
import { FaultNote, Required, useFaultMarks } from './fault-note.tsx';
import { ItemsField } from './items-field.tsx';
import { withKeyItems } from './key-items.ts';
import { purposeTemplates } from './purpose-templates.ts';
import type { CatalogueEntry, Mode, RequestDetail, StatementDraft } from './request-api.ts';
import { RowFilterField } from './row-filter-field.tsx';
import styles from './statement-form.module.css';

type Content = NonNullable<CatalogueEntry['version']>['content'];

export interface FormPart {
  value: StatementDraft;
  change: (patch: Partial<StatementDraft>) => void;
}

interface StatementFormProps extends FormPart {
  content: Content;
  modes: readonly Mode[];
  divisionItems: RequestDetail['divisionItems'];
}

/** The statements of Art 20, each by its name in the statute. */
export function StatementForm({ content, modes, divisionItems, value, change }: StatementFormProps) {
  const t = useText();
  const keyed = (patch: Partial<StatementDraft>) => {
    if (!patch.modes && !patch.items) return change(patch);
    change({ ...patch, items: withKeyItems({ ...value, ...patch }, content.items) });
  };
  const part = { value, change: keyed };
  return (
    <div className={styles['form']}>
      <BasisSheet {...part} />
      <UseSheet {...part} />
      <Sheet
        title={<Required>{t('request.form.scope')}</Required>}
        note={<ArticleLink article={20} ruleId="20.statements" />}
      >
        <div id="items">
          <ItemsField {...part} items={content.items} offered={modes} />
          <FaultNote id="items-fault" fields={['/items']} />
        </div>
        <div id="row-filter">
          <RowFilterField {...part} items={content.items} divisionItems={divisionItems} />
          <FaultNote id="row-filter-fault" fields={['/rowFilter']} />
        </div>
      </Sheet>
      <ModeSheet {...part} offered={modes} />
      <TermSheet {...part} />
      <TruthSheet {...part} />
    </div>
  );
}

function BasisSheet({ value, change }: FormPart) {
  const t = useText();
  const basis = value.legalBasis ?? { title: '', article: '' };
  const set = (patch: Partial<typeof basis>) => change({ legalBasis: { ...basis, ...patch } });
  const marks = useFaultMarks('basis-fault', '/legalBasis', '/legalBasis/title', '/legalBasis/article');
  return (
    <Sheet title={t('request.form.basis')} note={<ArticleLink article={20} ruleId="20.statements" />}>
      <div className={styles['pair']}>
        <label htmlFor="basis-title">
          <Required>{t('request.form.basis.title')}</Required>
          <LimitedInput
            {...marks}
            id="basis-title"
            value={basis.title}
            most={200}
            placeholder={t('request.form.basis.example')}
            onChange={(event) => set({ title: event.target.value })}
          />
        </label>
        <label htmlFor="basis-article">
          <Required>{t('request.form.basis.article')}</Required>
          <LimitedInput
            {...marks}
            id="basis-article"
            value={basis.article}
            most={100}
            placeholder={t('request.form.basis.articleExample')}
            onChange={(event) => set({ article: event.target.value })}
          />
        </label>
      </div>
      <FaultNote id="basis-fault" fields={['/legalBasis', '/legalBasis/title', '/legalBasis/article']} />
      <label htmlFor="basis-quote">
        {t('request.form.basis.quote')}
        <LimitedArea
          id="basis-quote"
          className="serif"
          autoSize={{ minRows: 2, maxRows: 8 }}
          most={2000}
          value={basis.quote ?? ''}
          onChange={(event) => set({ quote: event.target.value })}
        />
      </label>
    </Sheet>
  );
}

function UseSheet({ value, change }: FormPart) {
  const t = useText();
  const purpose = value.purpose ?? { code: '', text: '' };
  const useMarks = useFaultMarks('use-case-fault', '/useCase');
  const purposeMarks = useFaultMarks('purpose-fault', '/purpose', '/purpose/text', '/purpose/code');
  const fill = (code: string) => {
    const template = purposeTemplates.find((candidate) => candidate.code === code);
    if (template)
      change({ purpose: { code, text: t(template.purpose) }, useCase: value.useCase || t(template.useCase) });
  };
  return (
    <Sheet title={t('request.form.use')} note={<ArticleLink article={20} ruleId="20.statements" />}>
      <label htmlFor="template" className="no-print">
        {t('request.form.template')}
        <Select
          id="template"
          style={{ width: '100%' }}
          value={purposeTemplates.some((template) => template.code === purpose.code) ? purpose.code : null}
          placeholder={t('request.form.template.choose')}
          onChange={(code: string | null) => code && fill(code)}
          options={purposeTemplates.map(({ code, purpose: text }) => ({ value: code, label: t(text) }))}
        />
      </label>
      <label htmlFor="use-case">
        <Required>{t('request.statement.useCase')}</Required>
        <LimitedArea
          {...useMarks}
          id="use-case"
          autoSize={{ minRows: 3, maxRows: 10 }}
          most={2000}
          value={value.useCase ?? ''}
          onChange={(event) => change({ useCase: event.target.value })}
        />
      </label>
      <FaultNote id="use-case-fault" fields={['/useCase']} />
      <div className={styles['pair']}>
        <label htmlFor="purpose-text">
          <Required>{t('request.statement.purpose')}</Required>
          <LimitedInput
            {...purposeMarks}
            id="purpose-text"
            value={purpose.text}
            most={200}
            onChange={(event) => change({ purpose: { ...purpose, text: event.target.value } })}
          />
        </label>
        <label htmlFor="purpose-code">
          <Required>{t('request.form.purposeCode')}</Required>
          <LimitedInput
            {...purposeMarks}
            id="purpose-code"
            className={styles['code']}
            value={purpose.code}
            most={40}
            placeholder="tax-registration"
            onChange={(event) => change({ purpose: { ...purpose, code: cleanCode(event.target.value) } })}
          />
        </label>
      </div>
      <FaultNote id="purpose-fault" fields={['/purpose', '/purpose/text', '/purpose/code']} />
      <p className="caption">{t('request.form.purposeCode.note')}</p>
    </Sheet>
  );
}

/** Codes are of small letters, figures, dots and hyphens, beginning with a letter or figure. */
function cleanCode(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '')
    .replace(/^[.-]+/, '');
}

function ModeSheet({ value, change, offered }: FormPart & { offered: readonly Mode[] }) {
  const t = useText();
  const quota = value.quota ?? { callsPerDay: 10_000, rowsPerDay: 100_000 };
  return (
    <Sheet
      title={<Required>{t('request.statement.modes')}</Required>}
      note={<ArticleLink article={22} ruleId="22.modes" />}
    >
      <div id="modes">
        <Checkbox.Group
          value={value.modes ?? []}
          onChange={(modes) => change({ modes: modes })}
          options={offered.map((mode) => ({ value: mode, label: t(`request.form.mode.${mode}`) }))}
          style={{ marginBottom: '0.75rem' }}
        />
        <FaultNote id="modes-fault" fields={['/modes']} />
      </div>
      <div className={styles['pair']}>
        <label htmlFor="calls">
          {t('request.form.calls')}
          <InputNumber
            id="calls"
            style={{ width: '100%' }}
            min={1}
            max={10_000_000}
            precision={0}
            value={quota.callsPerDay}
            onChange={(callsPerDay: number | null) =>
              change({ quota: { ...quota, callsPerDay: callsPerDay ?? 1 } })
            }
          />
        </label>
        <label htmlFor="rows">
          {t('request.form.rows')}
          <InputNumber
            id="rows"
            style={{ width: '100%' }}
            min={1}
            max={1_000_000_000}
            precision={0}
            value={quota.rowsPerDay}
            onChange={(rowsPerDay: number | null) =>
              change({ quota: { ...quota, rowsPerDay: rowsPerDay ?? 1 } })
            }
          />
        </label>
      </div>
    </Sheet>
  );
}

function TermSheet({ value, change }: FormPart) {
  const t = useText();
  const marks = useFaultMarks('term-fault', '/term', '/term/to');
  return (
    <Sheet
      title={<Required>{t('request.statement.term')}</Required>}
      note={<ArticleLink article={null} ruleId="20.term.longest" />}
    >
      <div id="term">
        <DayRangePicker
          {...marks}
          label={t('request.statement.term')}
          value={value.term ?? {}}
          onChange={({ from, to }) => {
            if (from && to) change({ term: { from, to } });
          }}
          years={[
            { label: t('request.form.term.year'), count: 1 },
            { label: t('request.form.term.three'), count: 3 },
          ]}
        />
      </div>
      <FaultNote id="term-fault" fields={['/term', '/term/to']} />
      <p className="caption">{t('request.form.term.note')}</p>
    </Sheet>
  );
}

function TruthSheet({ value, change }: FormPart) {
  const t = useText();
  return (
    <Sheet
      title={<Required>{t('request.form.truth')}</Required>}
      note={<ArticleLink article={20} ruleId="20.statements" />}
    >
      <Checkbox
        id="truth"
        checked={value.truthDeclared ?? false}
        onChange={(event) => change({ truthDeclared: event.target.checked })}
      >
        <span className="serif">{t('request.form.truth.words')}</span>
      </Checkbox>
      <FaultNote id="truth-fault" fields={['/truthDeclared']} />
    </Sheet>
  );
}
