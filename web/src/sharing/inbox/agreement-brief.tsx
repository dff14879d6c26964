import { DateText } from '../../design/date-text.tsx';
import { Facts } from '../../design/facts.tsx';
import { SidePart } from '../../design/work-page.tsx';
import { useText } from '../../platform/i18n.ts';
import { AgreementText } from '../requests/agreement-text.tsx';
import type { AgreementDetail } from '../requests/request-api.ts';

/** The agreement in its words, with what waits for confirmation. */
export function AgreementBrief({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  const open = agreement.versions.findLast((version) => !version.effectiveAt && !version.declinedAt);
  const terms = open?.terms ?? agreement.terms;
  return (
    <>
      <SidePart>
        <AgreementText
          requester={terms.requesterName}
          provider={terms.providerName}
          purpose={terms.purpose.text}
          scope={terms}
          asked={agreement.terms}
          disposal={terms.disposal}
          inForceAt={agreement.inForceAt}
        />
      </SidePart>
      <SidePart>
        <Facts
          facts={[
            { label: t('request.column.state'), value: t(`agreement.state.${agreement.state}`) },
            ...(open
              ? [{ label: t('agreement.version'), value: `${open.version} · ${open.proposedByName}` }]
              : []),
            ...(agreement.rectification
              ? [
                  {
                    label: t('agreement.rectification'),
                    value: <span className="serif">{agreement.rectification.report}</span>,
                  },
                ]
              : []),
            ...(agreement.suspendedAt
              ? [{ label: t('agreement.suspendedAt'), value: <DateText at={agreement.suspendedAt} /> }]
              : []),
          ]}
        />
      </SidePart>
    </>
  );
}
