import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { DateText } from '../../design/date-text.tsx';
import { Facts } from '../../design/facts.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { FailureState, LoadingState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import { diffQuery, type Entry, versionsQuery } from './catalogue-api.ts';
import { DiffView } from './diff-view.tsx';

const route = getRouteApi('/console/catalogue/$resourceId');

/** Every announced version with who and why; any two neighbours can be compared. */
export function VersionsSheet({ entry, current }: { entry: Entry; current: number }) {
  const t = useText();
  const { compare } = route.useSearch();
  const navigate = useNavigate({ from: '/catalogue/$resourceId' });
  const { data } = useQuery(versionsQuery(entry.id));
  const versions = data?.items ?? [];
  return (
    <Sheet title={t('catalogue.versions', { count: current })}>
      <Facts
        labelWidth="4rem"
        facts={versions.map((version) => ({
          label: <b>{t('catalogue.versionOf', { number: version.number })}</b>,
          value: (
            <>
              {t(`catalogue.cause.${version.cause}`)}{' '}
              {version.causeBasis && <span className="serif">{version.causeBasis}</span>}
              <div className="caption">
                <DateText at={version.publishedAt} /> ·{' '}
                {t('catalogue.versionBy', {
                  filed: version.filedByName,
                  consented: version.consentedByName,
                  published: version.publishedByName,
                })}
              </div>
            </>
          ),
          aside: version.number > 1 && (
            <Button
              size="small"
              aria-expanded={compare === version.number}
              onClick={() =>
                void navigate({
                  search: compare === version.number ? {} : { compare: version.number },
                  replace: true,
                })
              }
            >
              {t('catalogue.compare')}
            </Button>
          ),
        }))}
      />
      {compare !== undefined && compare > 1 && <Comparison id={entry.id} number={compare} />}
    </Sheet>
  );
}

function Comparison({ id, number }: { id: string; number: number }) {
  const t = useText();
  const query = useQuery(diffQuery(id, number - 1, number));
  if (query.error) return <FailureState problem={query.error} />;
  if (!query.data) return <LoadingState shape="text" rows={3} />;
  return (
    <section aria-label={t('catalogue.compare')}>
      <h3>{t('catalogue.comparison', { from: number - 1, to: number })}</h3>
      <DiffView diff={query.data} />
    </section>
  );
}
