import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState, FailureState, LoadingState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { AgreementFacts } from './agreement-facts.tsx';
import { AgreementPicker } from './agreement-picker.tsx';
import { BatchList } from './batch-list.tsx';
import { CallCode } from './call-code.tsx';
import { CallForm } from './call-form.tsx';
import { type CallDraft, composeCall, firstDraft, type Mode, modesOf } from './composed-call.ts';
import { ExchangeHeader } from './exchange-header.tsx';
import { type CallGuide, callGuideQuery } from './exchange-queries.ts';
import { SentAnswer } from './sent-answer.tsx';
import { sendCall } from './send-call.ts';
import styles from './exchange.module.css';

const route = getRouteApi('/console/exchange');

/** An engineer's first page: choose an agreement, compose a call, see it as code, send it, read the answer. */
export function TryPage() {
  const t = useText();
  const { agreement = 'sandbox', mode } = route.useSearch() as { agreement?: string; mode?: Mode };
  const navigate = route.useNavigate();
  const guide = useQuery(callGuideQuery(agreement));
  const choose = (change: { agreement?: string; mode?: Mode }) =>
    void navigate({ to: '.', search: { agreement, mode, ...change }, replace: true });
  return (
    <>
      <ExchangeHeader note={t('exchange.try.note')} />
      <AgreementPicker chosen={agreement} onChoose={(id) => choose({ agreement: id })} />
      {guide.isPending && <LoadingState shape="page" rows={8} />}
      {guide.isError && <FailureState problem={guide.error} onRetry={() => void guide.refetch()} />}
      {guide.data && (
        <TryAgreement
          key={`${guide.data.agreementId} ${guide.data.version}`}
          guide={guide.data}
          agreementId={agreement}
          wantedMode={mode}
          onMode={(next) => choose({ mode: next })}
        />
      )}
    </>
  );
}

interface TryAgreementProps {
  guide: CallGuide;
  /** As the address names it: uuid or `sandbox`. */
  agreementId: string;
  wantedMode: Mode | undefined;
  onMode: (mode: Mode) => void;
}

function TryAgreement({ guide, agreementId, wantedMode, onMode }: TryAgreementProps) {
  const t = useText();
  const modes = modesOf(guide);
  const [key, setKey] = useState<CallDraft['key']>();
  const mode = wantedMode && modes.includes(wantedMode) ? wantedMode : modes[0];
  if (guide.dataset === null)
    return <EmptyState title={t('exchange.try.noData')}>{t('exchange.try.noData.why')}</EmptyState>;
  if (mode === undefined) return <EmptyState title={t('exchange.try.noMode')} />;
  return (
    <Composer
      key={mode}
      guide={guide}
      agreementId={agreementId}
      mode={mode}
      modes={modes}
      onMode={onMode}
      typedKey={key}
      onKey={setKey}
    />
  );
}

interface ComposerProps {
  guide: CallGuide;
  agreementId: string;
  mode: Mode;
  modes: readonly Mode[];
  onMode: (mode: Mode) => void;
  /** As it was typed for another mode: nothing is typed twice. */
  typedKey: CallDraft['key'] | undefined;
  onKey: (key: CallDraft['key']) => void;
}

function Composer({ guide, agreementId, mode, modes, onMode, typedKey, onKey }: ComposerProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const mayCall = useHasRole('clerk');
  const [draft, setDraft] = useState<CallDraft>(() => {
    const first = firstDraft(guide, mode);
    return { ...first, key: typedKey ?? first.key };
  });
  const change = (next: CallDraft) => {
    setDraft(next);
    onKey(next.key);
  };
  const call = composeCall(mode, draft);
  const target = { agreementId, purpose: draft.purpose };
  const send = useMutation({
    mutationFn: () => sendCall(call, target),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['exchange', 'guide', agreementId] });
      void queryClient.invalidateQueries({ queryKey: ['exchange', 'batches', agreementId] });
    },
  });
  return (
    <div className={styles['composer']}>
      <div className={styles['column']}>
        <Sheet
          title={t('exchange.try.call')}
          note={t(mayCall ? 'exchange.try.asYou' : 'exchange.try.noRole')}
        >
          <CallForm
            guide={guide}
            mode={mode}
            modes={modes}
            draft={draft}
            onDraft={change}
            onMode={onMode}
            onSend={() => send.mutate()}
            sending={send.isPending}
            maySend={mayCall}
          />
        </Sheet>
        <Sheet title={t('exchange.try.terms')}>
          <AgreementFacts guide={guide} agreementId={agreementId} />
        </Sheet>
      </div>
      <div className={styles['column']}>
        <CallCode call={call} target={{ ...target, origin: location.origin }} />
        {mode === 'batch' && (
          <BatchList agreementId={agreementId} purpose={draft.purpose} mayFetch={mayCall} />
        )}
        <Sheet title={t('exchange.try.answer')}>
          <SentAnswer sent={send.data} pending={send.isPending} failure={send.error} />
        </Sheet>
      </div>
    </div>
  );
}
