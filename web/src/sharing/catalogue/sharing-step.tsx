import { Checkbox, Input, Select } from 'antd';
import { AnswerChoices } from '../../design/answer-choices.tsx';
import { ArticleLink } from '../../design/article-link.tsx';
import { LimitedArea, LimitedInput, LinesNote } from '../../design/limited-text.tsx';
import { shareClasses, type ShareClass } from '../../design/share-class-badge.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useText } from '../../platform/i18n.ts';
import { Field, type StepProps } from './basics-step.tsx';
import type { Content } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { modes } from './entry-words.ts';

const opennessKinds = ['open', 'conditional', 'closed'] as const;

/** What goes with a class: the others' conditions leave with them, so that none is ever added where it may not be. */
function withClass(content: Content, shareClass: ShareClass): Partial<Content> {
  return {
    shareClass,
    conditions:
      shareClass === 'conditional' ? (content.conditions ?? { scope: '', purposes: [], others: [] }) : null,
    withheld: shareClass === 'withheld' ? (content.withheld ?? { reason: '', law: '', article: '' }) : null,
    ...(shareClass === 'withheld' ? { modes: [] } : {}),
  };
}

/** Arts 14 and 15: one class, its modes, and what that class must state. */
export function SharingStep({ content, change }: StepProps) {
  const t = useText();
  return (
    <>
      <Sheet
        title={t('catalogue.field.shareClass')}
        note={<ArticleLink article={14} ruleId="14.share-class" />}
      >
        <AnswerChoices<ShareClass>
          label={t('catalogue.field.shareClass')}
          value={content.shareClass ?? undefined}
          onChange={(shareClass) => change(withClass(content, shareClass))}
          choices={shareClasses.map((value) => ({
            value,
            label: t(`console.shareClass.${value}`),
            consequence: t(`catalogue.classRule.${value}`),
          }))}
        />
        <p className={styles['note']}>
          {t('catalogue.noConditions')} <ArticleLink article={15} ruleId="15.no-added-conditions" quiet />
        </p>
      </Sheet>
      {content.shareClass === 'conditional' && <ConditionsSheet content={content} change={change} />}
      {content.shareClass === 'withheld' && <WithheldSheet content={content} change={change} />}
      {content.shareClass !== 'withheld' && (
        <Sheet title={t('catalogue.field.modes')} note={<ArticleLink article={22} ruleId="22.modes" />}>
          <Checkbox.Group
            value={content.modes}
            options={modes.map((value) => ({ value, label: t(`catalogue.mode.${value}`) }))}
            onChange={(values) => change({ modes: modes.filter((mode) => values.includes(mode)) })}
          />
        </Sheet>
      )}
      <OpennessSheet content={content} change={change} />
    </>
  );
}

const mostConditions = { count: 20, length: 200 };

function ConditionsSheet({ content, change }: StepProps) {
  const t = useText();
  const conditions = content.conditions ?? { scope: '', purposes: [], others: [] };
  const set = (patch: Partial<typeof conditions>) => change({ conditions: { ...conditions, ...patch } });
  return (
    <Sheet
      title={t('catalogue.conditions')}
      note={<ArticleLink article={15} ruleId="15.conditional.conditions" />}
    >
      <div className={styles['form']}>
        <Field id="scope" label={t('catalogue.field.scope')} required note={t('catalogue.hint.scope')}>
          <LimitedArea
            id="scope"
            className="serif"
            most={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={conditions.scope}
            onChange={(event) => set({ scope: event.target.value })}
          />
        </Field>
        <Field
          id="purposes"
          label={t('catalogue.field.purposes')}
          required
          note={t('catalogue.hint.oneALine')}
        >
          <Input.TextArea
            id="purposes"
            className="serif"
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={conditions.purposes.join('\n')}
            onChange={(event) =>
              set({ purposes: event.target.value === '' ? [] : event.target.value.split('\n') })
            }
          />
          <LinesNote lines={conditions.purposes} most={mostConditions} />
        </Field>
        <Field id="others" label={t('catalogue.field.others')} note={t('catalogue.hint.oneALine')}>
          <Input.TextArea
            id="others"
            className="serif"
            autoSize={{ minRows: 1, maxRows: 8 }}
            value={conditions.others.join('\n')}
            onChange={(event) =>
              set({ others: event.target.value === '' ? [] : event.target.value.split('\n') })
            }
          />
          <LinesNote lines={conditions.others} most={mostConditions} />
        </Field>
      </div>
    </Sheet>
  );
}

function WithheldSheet({ content, change }: StepProps) {
  const t = useText();
  const withheld = content.withheld ?? { reason: '', law: '', article: '' };
  const set = (patch: Partial<typeof withheld>) => change({ withheld: { ...withheld, ...patch } });
  return (
    <Sheet
      title={t('catalogue.withheldBasis')}
      note={<ArticleLink article={15} ruleId="15.withheld.basis" />}
    >
      <div className={styles['form']}>
        <Field id="reason" label={t('catalogue.field.withheldReason')} required>
          <LimitedArea
            id="reason"
            className="serif"
            most={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={withheld.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        </Field>
        <div className={styles['pair']}>
          <Field id="law" label={t('catalogue.field.law')} required note={t('catalogue.hint.law')}>
            <LimitedInput
              id="law"
              most={200}
              value={withheld.law}
              onChange={(event) => set({ law: event.target.value })}
            />
          </Field>
          <Field
            id="article"
            label={t('catalogue.field.article')}
            required
            note={t('catalogue.hint.article')}
          >
            <LimitedInput
              id="article"
              most={60}
              value={withheld.article}
              onChange={(event) => set({ article: event.target.value })}
            />
          </Field>
        </div>
      </div>
    </Sheet>
  );
}

function OpennessSheet({ content, change }: StepProps) {
  const t = useText();
  const { openness } = content;
  return (
    <Sheet title={t('catalogue.field.openness')}>
      <div className={styles['form']}>
        <Field id="openness" label={t('catalogue.field.openness')} note={t('catalogue.hint.openness')}>
          <Select
            id="openness"
            value={openness.kind}
            options={opennessKinds.map((value) => ({ value, label: t(`catalogue.openness.${value}`) }))}
            onChange={(kind) =>
              change({ openness: { kind, condition: kind === 'conditional' ? openness.condition : '' } })
            }
          />
        </Field>
        {openness.kind === 'conditional' && (
          <Field id="opennessCondition" label={t('catalogue.field.opennessCondition')} required>
            <LimitedInput
              id="opennessCondition"
              most={300}
              value={openness.condition}
              onChange={(event) => change({ openness: { ...openness, condition: event.target.value } })}
            />
          </Field>
        )}
      </div>
    </Sheet>
  );
}
