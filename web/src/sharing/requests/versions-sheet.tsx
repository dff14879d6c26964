import { DateText } from '../../design/date-text.tsx';
import { Facts } from '../../design/facts.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useText } from '../../platform/i18n.ts';
import { PlainDate } from './plain-date.tsx';
import type { AgreementDetail } from './request-api.ts';

type Version = AgreementDetail['versions'][number];

/** Every version with its term, reason, and what became of it; the first alone says nothing new. */
export function VersionsSheet({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  if (agreement.versions.length < 2) return null;
  return (
    <Sheet title={t('agreement.versions')} note={t('agreement.versions.note')}>
      <Facts
        labelWidth="3rem"
        facts={agreement.versions.map((version) => ({
          label: <b>{version.version}</b>,
          value: (
            <>
              <PlainDate at={version.terms.term.from} /> – <PlainDate at={version.terms.term.to} />
              <div className="caption">
                {version.proposedByName} · <DateText at={version.proposedAt} />
                {version.reason && ` · ${version.reason}`}
              </div>
            </>
          ),
          aside: <Fate version={version} current={agreement.termsVersion} />,
        }))}
      />
    </Sheet>
  );
}

function Fate({ version, current }: { version: Version; current: number }) {
  const t = useText();
  if (version.declinedAt) return t('agreement.version.declined');
  if (!version.effectiveAt) return t('agreement.version.open');
  return t(version.version === current ? 'agreement.version.current' : 'agreement.version.former');
}
