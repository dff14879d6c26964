import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Switch } from 'antd';
import { ArticleLink } from '../../design/article-link.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { SidePart } from '../../design/work-page.tsx';
import { answer, api } from '../../platform/api.ts';
import { useText } from '../../platform/i18n.ts';
import { useHasRole, useSession } from '../../platform/session.ts';
import type { RequestDetail } from './request-api.ts';

/** Lets the provider's head consent beforehand to every complete application for an unconditional resource. */
export function StandingConsentPart({ request }: { request: RequestDetail }) {
  const { department } = useSession();
  const isHead = useHasRole('sharingOfficeHead');
  const fits = request.shareClass === 'unconditional' && department.id === request.provider.id && isHead;
  return fits ? <Consent resourceId={request.resource.id} /> : null;
}

function Consent({ resourceId }: { resourceId: string }) {
  const t = useText();
  const queryClient = useQueryClient();
  const params = { path: { resourceId } };
  const queryKey = ['standing-consent', resourceId];
  const { data, isPending } = useQuery({
    queryKey,
    queryFn: ({ signal }) => answer(api.GET('/api/v1/standing-consents/{resourceId}', { params, signal })),
  });
  const set = useMutation({
    mutationFn: async (standing: boolean) => {
      if (standing) await api.PUT('/api/v1/standing-consents/{resourceId}', { params });
      else await api.DELETE('/api/v1/standing-consents/{resourceId}', { params });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
  return (
    <SidePart
      title={t('request.standing')}
      note={<ArticleLink article={null} ruleId="20.standing-consent" quiet />}
    >
      <ProblemAlert problem={set.error} />
      <label htmlFor="standing-consent" className="no-print">
        <Switch
          id="standing-consent"
          checked={data?.standing ?? false}
          loading={isPending || set.isPending}
          onChange={(standing) => set.mutate(standing)}
        />{' '}
        {t('request.standing.words')}
      </label>
      <p className="print-only">{t(data?.standing ? 'request.standing.words' : 'request.standing.none')}</p>
      {data?.lapsed === true && <p className="caption">{t('request.standing.lapsed')}</p>}
    </SidePart>
  );
}
