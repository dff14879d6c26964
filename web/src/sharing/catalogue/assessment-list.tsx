import { DateText } from '../../design/date-text.tsx';
import { Facts } from '../../design/facts.tsx';
import { FileButton } from '../../design/file-button.tsx';
import { Finding } from '../../design/finding.tsx';
import { placeProps, ReceiptChip } from '../../design/receipt-chip.tsx';
import { shortenHash } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { useLedgerPlaces } from '../../platform/ledger-places.ts';
import type { Draft } from './catalogue-api.ts';

type Assessed = Pick<Draft, 'resourceId' | 'assessments' | 'assessmentGaps'>;

/** What a change still needs to be assessed for, and its assessments. */
export function AssessmentList({ draft }: { draft: Assessed }) {
  const t = useText();
  return (
    <>
      {draft.assessmentGaps.map(({ kind, problem }) => (
        <Finding key={kind} title={t(`catalogue.assessment.${kind}`)}>
          {t(
            problem === 'failed' ? 'CATALOGUE_FIELD_ASSESSMENT_FAILED' : 'CATALOGUE_FIELD_ASSESSMENT_MISSING',
          )}
        </Finding>
      ))}
      <Recorded resourceId={draft.resourceId} assessments={draft.assessments} />
    </>
  );
}

/** Newest first, each with its paper's hash and receipt. */
function Recorded({ resourceId, assessments }: Pick<Assessed, 'resourceId' | 'assessments'>) {
  const t = useText();
  const places = useLedgerPlaces(assessments.map(({ receipt }) => receipt));
  if (assessments.length === 0) return <p className="caption">{t('catalogue.assessments.none')}</p>;
  return (
    <Facts
      labelWidth="8rem"
      facts={assessments.map((assessment) => ({
        label: t(`catalogue.assessment.${assessment.kind}`),
        value: (
          <>
            <b>{t(`catalogue.result.${assessment.result}`)}</b> · {assessment.assessedBy} ·{' '}
            <DateText at={assessment.assessedOn} kind="short" /> ·{' '}
            {t('catalogue.versionOf', { number: assessment.forVersion })}
            {assessment.findings && <div>{assessment.findings}</div>}
            <div className="caption">
              {assessment.paperStored ? (
                <FileButton
                  named
                  paths={[`/api/v1/catalogue/resources/${resourceId}/assessments/${assessment.id}/paper`]}
                >
                  {assessment.paperName}
                </FileButton>
              ) : (
                `${assessment.paperName} · ${t('catalogue.assessment.archived')}`
              )}{' '}
              <code title={assessment.paperHash}>{shortenHash(assessment.paperHash)}</code>
            </div>
          </>
        ),
        aside: <ReceiptChip entryId={assessment.receipt} {...placeProps(places.get(assessment.receipt))} />,
      }))}
    />
  );
}
