import { Link } from '@tanstack/react-router';
import { LinkButton } from '../../design/link-button.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Finding } from '../../design/finding.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { Tag } from '../../design/tag.tsx';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { useHasRole, useSession } from '../../platform/session.ts';
import { DepartmentName } from '../../design/department-name.tsx';
import type { Hit, SearchAnswer, Segment } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { hasBetterSource, HitFacts } from './hit-facts.tsx';
import { isUnmarked, sourceTitle, summaryOf, synonymsIn, titleOf } from './hit-words.ts';
import { SourceMark } from './source-mark.tsx';
import { Segments } from './segments.tsx';

/** One entry of the list: what was found in it, whose it is, and the way to ask for it. */
export function HitRow({ hit, answer }: { hit: Hit; answer: Pick<SearchAnswer, 'matched' | 'synonyms'> }) {
  const t = useText();
  const language = useLanguage();
  const title = titleOf(hit, language);
  const summary = summaryOf(hit, language);
  return (
    <li className={styles['hit']}>
      <div className={styles['hitText']}>
        <h2 className={styles['hitTitle']}>
          <Link to="/catalogue/$resourceId" params={{ resourceId: hit.resourceId }}>
            <Segments segments={title.shown} />
          </Link>
          <ShareClassBadge shareClass={hit.shareClass} />
          {hit.personal && <Tag>{t('catalogue.personal.true')}</Tag>}
          {hit.level !== 'general' && <Tag>{t(`catalogue.level.${hit.level}`)}</Tag>}
        </h2>
        <Beside segments={title.beside} />
        <p className={styles['hitSummary']}>
          <Segments segments={summary.shown} />
        </p>
        <Beside segments={summary.beside} />
        <MatchedItems hit={hit} />
        <WhyFound hit={hit} answer={answer} />
        {hit.modes.length > 0 && (
          <p className={styles['hitItems']}>
            {hit.modes.map((mode) => t(`catalogue.mode.${mode}`)).join(t('catalogue.listComma'))} ·{' '}
            {t('catalogue.itemCount', { count: hit.itemCount })}
          </p>
        )}
        {hit.basis !== '' && (
          <p className={styles['hitItems']}>
            {t('catalogue.withheldBy')} <span className="serif">{hit.basis}</span>
          </p>
        )}
        <CollectedTwice hit={hit} />
      </div>
      <HitFacts hit={hit} />
      <div className={styles['hitAct']}>
        <AskButton hit={hit} />
      </div>
    </li>
  );
}

function Beside({ segments }: { segments: readonly Segment[] | null }) {
  if (segments === null) return null;
  return (
    <p className={styles['hitItems']}>
      <Segments segments={segments} />
    </p>
  );
}

/** By what else an entry was found: tags, other words for those typed, or nothing that is shown. */
function WhyFound({ hit, answer }: { hit: Hit; answer: Pick<SearchAnswer, 'matched' | 'synonyms'> }) {
  const t = useText();
  const comma = t('catalogue.listComma');
  const synonyms = synonymsIn(hit, answer.synonyms);
  return (
    <>
      {hit.matchedTags.length > 0 && (
        <p className={styles['hitItems']}>
          {t('catalogue.matchedTags')}
          {hit.matchedTags.map((segments, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- tags keep their order
            <span key={index}>
              {index > 0 && comma}
              <Segments segments={segments} />
            </span>
          ))}
        </p>
      )}
      {synonyms.length > 0 && (
        <p className="caption">{synonyms.map((pair) => t('catalogue.bySynonym', pair)).join(comma)}</p>
      )}
      {answer.matched !== 'all' && isUnmarked(hit) && (
        <p className="caption">{t('catalogue.foundElsewhere')}</p>
      )}
    </>
  );
}

function MatchedItems({ hit }: { hit: Hit }) {
  const t = useText();
  if (hit.matchedItemCount === 0) return null;
  return (
    <p className={styles['hitItems']}>
      {t('catalogue.matchedItems', { matched: hit.matchedItemCount, count: hit.itemCount })}
      {hit.matchedItems.map((segments, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- items keep their order
        <span key={index}>
          {index > 0 && t('catalogue.listComma')}
          <Segments segments={segments} />
        </span>
      ))}
      {hit.matchedItemCount > hit.matchedItems.length && '…'}
    </p>
  );
}

/** Stands inside the poorer entry and points to the better one. */
function CollectedTwice({ hit }: { hit: Hit }) {
  const t = useText();
  const language = useLanguage();
  const source = hit.sourceDepartment;
  if (!source) return null;
  const items = source.itemNames;
  const isOwn = source.resourceId === hit.resourceId;
  if (items.length > 0) {
    return (
      <p className={styles['sourceLine']}>
        <SourceMark items={items} />
        <span>
          {isOwn ? (
            <DepartmentName department={{ name: source.departmentName }} />
          ) : (
            <Link to="/catalogue/$resourceId" params={{ resourceId: source.resourceId }}>
              <DepartmentName department={{ name: source.departmentName }} />
            </Link>
          )}
          {t('catalogue.source.itemsOf', { items: items.join(t('catalogue.listComma')) })}
        </span>
      </p>
    );
  }
  if (isOwn) return null;
  return (
    <Finding
      icon="duplicate"
      title={t('catalogue.twice')}
      action={
        <Link to="/catalogue/$resourceId" params={{ resourceId: source.resourceId }}>
          {t('catalogue.toSource')}
        </Link>
      }
    >
      {t('catalogue.sourceNamed', {
        department: source.departmentName,
        title: sourceTitle(source, language),
      })}{' '}
      <DateText at={source.designatedAt} kind="short" />
    </Finding>
  );
}

function AskButton({ hit }: { hit: Hit }) {
  const t = useText();
  const asks = useHasRole('clerk', 'sharingOfficeHead');
  const { department } = useSession();
  if (!asks || department.id === hit.providerId) return null;
  if (hit.shareClass === 'withheld') {
    return (
      <LinkButton to="/requests/demands" search={{ review: hit.resourceId }}>
        {t('catalogue.askReview')}
      </LinkButton>
    );
  }
  const better = hasBetterSource(hit);
  return (
    <LinkButton
      to="/requests/new"
      search={{ resource: hit.resourceId }}
      {...(better ? {} : { color: 'primary', variant: 'outlined' })}
    >
      {t('catalogue.ask')}
    </LinkButton>
  );
}
