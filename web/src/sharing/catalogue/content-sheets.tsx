import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArticleLink } from '../../design/article-link.tsx';
import { DateText } from '../../design/date-text.tsx';
import { type Fact, Facts } from '../../design/facts.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { Sheet, SheetGrid } from '../../design/sheet.tsx';
import { StatuteQuote } from '../../design/statute-quote.tsx';
import { type Language, type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { DepartmentName } from '../../design/department-name.tsx';
import { sourceTitle } from './hit-words.ts';
import { classificationQuery, type Content, type Entry, type Version } from './catalogue-api.ts';
import { gradeWords } from './entry-words.ts';

interface ContentSheetsProps {
  content: Content;
  grade: Version['grade'];
  provider: { name: string; creditCode: string };
  code: string | null;
  designation?: Entry['designation'];
}

/** All fields of Art 13 but the items, as they were announced or are to be. */
export function ContentSheets({ content, grade, provider, code, designation = null }: ContentSheetsProps) {
  const t = useText();
  const language = useLanguage();
  const classification = useClassificationPath(content.classification);
  const list = (values: readonly string[]) => values.join(t('catalogue.listComma')) || '—';
  const what: Fact[] = [
    { label: t('catalogue.field.summary'), value: <span className="lines">{content.summary || '—'}</span> },
    ...(content.summaryEn ? [{ label: 'English', value: content.summaryEn }] : []),
    {
      label: t('catalogue.field.classification'),
      value: classification,
      aside: <code>{content.classification}</code>,
    },
    { label: t('catalogue.field.code'), value: code ? <code>{code}</code> : t('catalogue.codeLater') },
    {
      label: t('catalogue.field.provider'),
      value: <DepartmentName department={provider} full />,
      aside: <code>{provider.creditCode}</code>,
    },
    ...(designation ? [sourceFact(t, language, designation)] : []),
    {
      label: t('catalogue.field.format'),
      value: [content.format ? t(`catalogue.format.${content.format}`) : '—', content.formatDetail]
        .filter(Boolean)
        .join(' · '),
    },
    { label: t('catalogue.field.cycle'), value: content.cycle ? t(`catalogue.cycle.${content.cycle}`) : '—' },
    { label: t('catalogue.field.tags'), value: list(content.tags) },
    { label: t('catalogue.field.relatedCodes'), value: <RelatedCodes codes={content.relatedCodes} /> },
  ];
  return (
    <SheetGrid minColumn={22}>
      <Sheet title={t('catalogue.what')} note={<ArticleLink article={13} ruleId="13.fields" />}>
        <Facts facts={what} labelWidth="6.5rem" />
      </Sheet>
      <Sheet title={t('catalogue.how')} note={<ArticleLink article={15} ruleId="15.no-added-conditions" />}>
        <SharingFacts content={content} grade={grade} />
      </Sheet>
    </SheetGrid>
  );
}

/** Who is the source, of what, by whose word and since when (Art 19). */
function sourceFact(t: Text, language: Language, designation: NonNullable<Entry['designation']>): Fact {
  const { departmentName, resourceId, itemNames, designatedByName, designatedAt } = designation;
  return {
    label: t('catalogue.source'),
    value: (
      <>
        <DepartmentName department={{ name: departmentName }} />{' '}
        <Link to="/catalogue/$resourceId" params={{ resourceId }}>
          {t('catalogue.quoted', { title: sourceTitle(designation, language) })}
        </Link>
        {itemNames.length > 0 && (
          <span className="secondary">
            {' '}
            {t('catalogue.source.ofItems', { items: itemNames.join(t('catalogue.listComma')) })}
          </span>
        )}
      </>
    ),
    aside: (
      <>
        {designatedByName} <DateText at={designatedAt} kind="short" />{' '}
        <ArticleLink article={19} ruleId="19.source-department" quiet />
      </>
    ),
  };
}

export function SharingFacts({ content, grade }: Pick<ContentSheetsProps, 'content' | 'grade'>) {
  const t = useText();
  const { shareClass, conditions, withheld, openness } = content;
  const list = (values: readonly string[]) => values.join(t('catalogue.listSemicolon')) || '—';
  const facts: Fact[] = [
    {
      label: t('catalogue.field.shareClass'),
      value: shareClass ? <ShareClassBadge shareClass={shareClass} /> : '—',
    },
    {
      label: t('catalogue.field.modes'),
      value:
        content.modes.map((mode) => t(`catalogue.mode.${mode}`)).join(t('catalogue.listComma')) ||
        t('catalogue.noModes'),
    },
    ...(conditions
      ? [
          { label: t('catalogue.field.scope'), value: <span className="serif">{conditions.scope}</span> },
          {
            label: t('catalogue.field.purposes'),
            value: <span className="serif">{list(conditions.purposes)}</span>,
          },
          ...(conditions.others.length > 0
            ? [
                {
                  label: t('catalogue.field.others'),
                  value: <span className="serif">{list(conditions.others)}</span>,
                },
              ]
            : []),
        ]
      : []),
    {
      label: t('catalogue.field.openness'),
      value: [t(`catalogue.openness.${openness.kind}`), openness.condition].filter(Boolean).join(' · '),
    },
    {
      label: t('catalogue.field.grade'),
      value: [gradeWords(t, grade), t(`catalogue.personal.${grade.personal ? 'true' : 'false'}`)].join(' · '),
    },
  ];
  return (
    <>
      <Facts facts={facts} labelWidth="6.5rem" />
      {withheld && (
        <StatuteQuote source={`${withheld.law} ${withheld.article}`}>{withheld.reason}</StatuteQuote>
      )}
    </>
  );
}

function RelatedCodes({ codes }: { codes: readonly string[] }) {
  if (codes.length === 0) return '—';
  return codes.map((code) => (
    <Link key={code} to="/catalogue" search={{ q: code }} style={{ marginRight: '0.75rem' }}>
      <code>{code}</code>
    </Link>
  ));
}

/** 基础信息 / 法人单位 / 登记注册. */
function useClassificationPath(code: string): string {
  const language = useLanguage();
  const { data } = useQuery(classificationQuery);
  const names = new Map(
    (data?.items ?? []).map((node) => [node.code, language === 'zh' ? node.nameZh : node.nameEn]),
  );
  const path = [1, 3, 6, code.length]
    .map((length) => code.slice(0, length))
    .filter((part, index, all) => part !== '' && all.indexOf(part) === index);
  return (
    path
      .map((part) => names.get(part))
      .filter(Boolean)
      .join(' / ') ||
    code ||
    '—'
  );
}
