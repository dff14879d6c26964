import { DateText } from '../../design/date-text.tsx';
import { Facts } from '../../design/facts.tsx';
import { FileButton } from '../../design/file-button.tsx';
import { placeProps, ReceiptChip } from '../../design/receipt-chip.tsx';
import { shortenHash } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { useLedgerPlaces } from '../../platform/ledger-places.ts';
import type { Assessment } from './catalogue-api.ts';

/** Assessments of a change, newest first, each with its paper's hash and receipt. */
export function AssessmentList({
  resourceId,
  assessments,
}: {
  resourceId: string;
  assessments: readonly Assessment[];
}) {
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
