import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { TitleText } from '../../design/title-text.tsx';
import { ArticleLink } from '../../design/article-link.tsx';
import { Finding } from '../../design/finding.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { LoadingState } from '../../design/states.tsx';
import { SidePart } from '../../design/work-page.tsx';
import { formatCount, formatShare } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { type Item, type Similar, similarQuery } from './catalogue-api.ts';
import styles from './similar-panel.module.css';
import { SourceMark } from './source-mark.tsx';

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
  const [last, setLast] = useState(query.data);
  if (query.data !== undefined && query.data !== last) setLast(query.data);
  const found = (query.data ?? last)?.items ?? [];
  return (
    <SidePart title={t('catalogue.similar')} note={<ArticleLink article={19} ruleId="19.no-recollection" />}>
      {query.isLoading && <LoadingState shape="text" rows={4} />}
      {query.isError && <p className="caption">{t('catalogue.similar.asBefore')}</p>}
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
          <p>
            <Link to="/catalogue/$resourceId" params={{ resourceId: entry.resourceId }} target="_blank">
              <TitleText of={entry} />
            </Link>{' '}
            {entry.sameItems === 0
              ? t('catalogue.similar.named', { provider: entry.providerName })
              : t('catalogue.similar.of', {
                  provider: entry.providerName,
                  same: entry.sameItems,
                  count: entry.itemCount,
                  score: formatShare(entry.score, 0),
                })}
            {entry.isSource && <SourceMark />} <ShareClassBadge shareClass={entry.shareClass} />
          </p>
        );
        return (
          <div key={entry.resourceId}>
            {entry.collectedTwice ? (
              <Finding
                icon="duplicate"
                title={t('catalogue.twice')}
                {...(asks ? { action: <AskInstead resourceId={entry.resourceId} /> } : {})}
              >
                {head}
              </Finding>
            ) : (
              head
            )}
            <Matches entry={entry} />
          </div>
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

type Match = Similar['matches'][number];
type Shown = NonNullable<NonNullable<Match['profiles']>['mine']>;

const pairWords = ({ item, otherItem }: Match) => (item === otherItem ? item : `${item} = ${otherItem}`);

function TypePair({ match: { type, otherType } }: { match: Match }) {
  if (type === undefined || otherType === undefined) return null;
  return <code>{type === otherType ? type : `${type} / ${otherType}`}</code>;
}

/** What the values of both look like, pair by pair: forms and counts, never a value of the other department. */
function ProfilePairs({ entry }: { entry: Similar }) {
  const t = useText();
  const pairs = entry.matches.flatMap((match) => (match.profiles ? [{ match, ...match.profiles }] : []));
  if (pairs.length === 0) return null;
  return (
    <details className={styles['profiles']} open={entry.collectedTwice}>
      <summary>{t('catalogue.profiles', { count: pairs.length })}</summary>
      {pairs.map(({ match, mine, theirs }) => (
        <table key={match.item}>
          <caption>{pairWords(match)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('catalogue.profiles.entry')}</th>
              <th scope="col">{t('catalogue.profiles.filled')}</th>
              <th scope="col">{t('catalogue.profiles.distinct')}</th>
              <th scope="col">{t('catalogue.profiles.patterns')}</th>
            </tr>
          </thead>
          <tbody>
            <ProfileRow label={t('catalogue.profiles.mine')} profile={mine} />
            <ProfileRow label={t('catalogue.profiles.theirs')} profile={theirs} />
          </tbody>
        </table>
      ))}
    </details>
  );
}

function ProfileRow({ label, profile }: { label: string; profile: Shown | null }) {
  const t = useText();
  if (profile === null) {
    return (
      <tr>
        <th scope="row">{label}</th>
        <td colSpan={3}>{t('catalogue.profiles.none')}</td>
      </tr>
    );
  }
  const { filled, distinct, patterns } = profile;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{filled === null ? '—' : formatShare(filled, 0)}</td>
      <td>{formatCount(distinct)}</td>
      <td>
        {patterns.map(({ text, share }) => (
          <div key={text}>
            <code>{text}</code> {formatShare(share, 0)}
          </div>
        ))}
      </td>
    </tr>
  );
}

/** Why two items are taken for the same; of values, how many are. */
function LikenessWords({ match: { by, sameValues = null } }: { match: Match }) {
  const t = useText();
  const words = by.map((one) =>
    one === 'values' && sameValues !== null
      ? t('catalogue.likeness.sameValues', { share: formatShare(sameValues, 0) })
      : t(`catalogue.likeness.${one}`),
  );
  return words.join(t('catalogue.listComma'));
}

/** The rest is told by the count above. */
const SHOWN_MATCHES = 6;

function Matches({ entry }: { entry: Similar }) {
  return (
    <>
      <ul className={styles['matches']}>
        {entry.matches.slice(0, SHOWN_MATCHES).map((match) => (
          <li key={match.item}>
            <span>
              {pairWords(match)} <TypePair match={match} />
            </span>
            <span className="caption">
              <LikenessWords match={match} />
            </span>
          </li>
        ))}
      </ul>
      <ProfilePairs entry={entry} />
    </>
  );
}
