import { Facts } from '../../design/facts.tsx';
import { SidePart } from '../../design/work-page.tsx';
import { useText } from '../../platform/i18n.ts';
import { ProviderRecord } from './provider-record.tsx';
import type { RequestDetail } from './request-api.ts';

/** Who stands behind the request, and the provider's record that an extension is weighed by. */
export function PartyPart({ request }: { request: RequestDetail }) {
  const t = useText();
  return (
    <>
      <SidePart title={t('request.people')}>
        <Facts
          facts={[
            { label: t('request.people.author'), value: request.filedByName ?? request.draftedByName },
            { label: t('request.people.office'), value: request.officeConsentByName ?? '–' },
            { label: t('request.people.reply'), value: request.replyConsentByName ?? '–' },
          ]}
        />
      </SidePart>
      <SidePart title={t('request.record', { provider: request.provider.shortName })}>
        <Facts
          facts={[
            {
              label: t('request.record.extensions'),
              value: <ProviderRecord record={request.providerRecord} />,
            },
            ...(request.replyDays === null
              ? []
              : [
                  {
                    label: t('request.record.days'),
                    value: t('request.record.daysWords', { days: request.replyDays }),
                  },
                ]),
            ...(request.urged > 0
              ? [
                  {
                    label: t('request.record.urged'),
                    value: t('request.record.urgedWords', { count: request.urged }),
                  },
                ]
              : []),
          ]}
        />
      </SidePart>
    </>
  );
}
