import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { Finding } from '../../design/finding.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { LoadingState } from '../../design/states.tsx';
import { SidePart } from '../../design/work-page.tsx';
import { formatShare } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { type Item, type Similar, similarQuery } from './catalogue-api.ts';
import styles from './catalogue.module.css';

interface SimilarPanelProps {
  resourceId: string;
  title: string;
  items: Item[];
}

/** While an entry is compiled: who already has the data, item by item (Art 19). */
export function SimilarPanel({ resourceId, title, items }: SimilarPanelProps) {
  const t = useText();
  const asked = useDeferredValue({ resourceId, title, items });
  const query = useQuery(similarQuery(asked));
  const found = query.data?.items ?? [];
  return (
    <SidePart title={t('catalogue.similar')} note={<ArticleLink article={19} ruleId="19.no-recollection" />}>
      {query.isLoading && <LoadingState shape="text" rows={4} />}
      {query.data && found.length === 0 && <p className="caption">{t('catalogue.similar.none')}</p>}
      <SimilarList found={found} />
    </SidePart>
  );
}

export function SimilarList({ found }: { found: readonly Similar[] }) {
  const t = useText();
  const asks = useHasRole('clerk', 'sharingOfficeHead');
  return (
    <div className={styles['similar']}>
      {found.map((entry) => {
        const head = (
          <>
            <p>
              <Link to="/catalogue/$resourceId" params={{ resourceId: entry.resourceId }} target="_blank">
                {entry.title}
              </Link>{' '}
              {t('catalogue.similar.of', {
                provider: entry.providerName,
                same: entry.sameItems,
                count: entry.itemCount,
                score: formatShare(entry.score, 0),
              })}
              {entry.isSource && ` · ${t('catalogue.source')}`}{' '}
              <ShareClassBadge shareClass={entry.shareClass} />
            </p>
            <Matches entry={entry} />
          </>
        );
        return entry.collectedTwice ? (
          <Finding
            key={entry.resourceId}
            icon="duplicate"
            title={t('catalogue.twice')}
            {...(asks ? { action: <AskInstead resourceId={entry.resourceId} /> } : {})}
          >
            {head}
          </Finding>
        ) : (
          <div key={entry.resourceId}>{head}</div>
        );
      })}
    </div>
  );
}

function AskInstead({ resourceId }: { resourceId: string }) {
  const t = useText();
  return (
    <Link to="/requests/new" search={{ resource: resourceId }}>
      {t('catalogue.askInstead')}
    </Link>
  );
}

/** The rest is told by the count above. */
const SHOWN_MATCHES = 6;

function Matches({ entry }: { entry: Similar }) {
  const t = useText();
  return (
    <ul className={styles['matches']}>
      {entry.matches.slice(0, SHOWN_MATCHES).map((match) => (
        <li key={match.item}>
          <span>{match.item === match.otherItem ? match.item : `${match.item} = ${match.otherItem}`}</span>
          <span className="caption">
            {match.by.map((by) => t(`catalogue.likeness.${by}`)).join(t('catalogue.listComma'))}
          </span>
        </li>
      ))}
    </ul>
  );
}
