import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RuleLink } from '../../design/article-link.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Facts } from '../../design/facts.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { answer, api } from '../../platform/api.ts';
import { formatCount } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { useSession } from '../../platform/session.ts';
import type { AgreementDetail } from './request-api.ts';

/** The newest calls shown here; the log of the exchange has all. */
const shownCalls = 6;

function useCalls(agreement: AgreementDetail) {
  const { department } = useSession();
  const side =
    department.id === agreement.requester.id
      ? ('requester' as const)
      : department.id === agreement.provider.id
        ? ('provider' as const)
        : ('all' as const);
  return useQuery({
    queryKey: ['exchange', 'calls', agreement.id, side],
    queryFn: ({ signal }) => {
      const query = { agreementId: agreement.id, side, limit: shownCalls };
      return answer(api.GET('/api/v1/exchange/calls', { params: { query }, signal }));
    },
    enabled: agreement.inForceAt !== null,
  });
}

/** How the agreement is used: the newest answers and refusals, each with its receipt. */
export function UseSheet({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  const { data } = useCalls(agreement);
  if (!data) return null;
  return (
    <Sheet title={t('agreement.calls')} note={<Link to="/exchange">{t('agreement.calls.all')}</Link>}>
      {data.items.length === 0 && <p className="caption">{t('agreement.calls.none')}</p>}
      <Facts
        labelWidth="6.5rem"
        facts={data.items.map((call) => ({
          label: <DateText at={call.at} />,
          value: (
            <>
              {t(`request.mode.${call.mode}`)} ·{' '}
              {call.outcome === 'answered'
                ? t('agreement.calls.answered', { rows: formatCount(call.rowCount) })
                : t('agreement.calls.refused')}{' '}
              {call.rule && <RuleLink rule={call.rule} />}
              {call.refusal && <div className="caption">{call.refusal}</div>}
            </>
          ),
          aside: call.callerName,
        }))}
      />
    </Sheet>
  );
}
