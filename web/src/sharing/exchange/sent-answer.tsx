import { ArticleLink, RuleLink } from '../../design/article-link.tsx';
import { CodeBlock } from '../../design/code-block.tsx';
import { StatuteQuote } from '../../design/statute-quote.tsx';
import { EmptyState, FailureState, LoadingState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import type { ApiProblem } from '../../platform/problem.ts';
import { CallReceipt } from './call-receipt.tsx';
import type { SentCall } from './send-call.ts';
import styles from './exchange.module.css';

interface SentAnswerProps {
  sent: SentCall | undefined;
  pending: boolean;
  failure: unknown;
}

/** What came back, as it came; a refusal with its rule; both with the receipt of their record. */
export function SentAnswer({ sent, pending, failure }: SentAnswerProps) {
  const t = useText();
  if (pending) return <LoadingState shape="text" rows={4} />;
  if (failure) return <FailureState problem={failure} />;
  if (!sent)
    return <EmptyState title={t('exchange.answer.none')}>{t('exchange.answer.none.why')}</EmptyState>;
  return (
    <div className={styles['answer']} aria-live="polite">
      <div className={styles['answerHead']}>
        <span className={styles['status']} data-ok={sent.problem === undefined}>
          HTTP {sent.status}
        </span>
        <span className="caption">{t('exchange.answer.took', { milliseconds: sent.milliseconds })}</span>
        {sent.receipt && <CallReceipt receipt={sent.receipt} />}
      </div>
      {sent.problem ? <Refusal problem={sent.problem} /> : <MaskedNote body={sent.body} />}
      <CodeBlock code={JSON.stringify(sent.body, null, 2)} title={t('exchange.answer.body')} />
    </div>
  );
}

function Refusal({ problem }: { problem: ApiProblem }) {
  const t = useText();
  const { title, detail, rule, code, errors } = problem.details;
  return (
    <div className={styles['refusal']}>
      <StatuteQuote
        source={
          <>
            {rule && (
              <>
                <RuleLink rule={rule} /> {rule.title} ·{' '}
              </>
            )}
            <code>{code}</code>
          </>
        }
      >
        {title}
      </StatuteQuote>
      {detail && <p>{detail}</p>}
      {errors.map(({ field, message }) => (
        <p key={field} className="caption">
          <code>{field}</code> {message}
        </p>
      ))}
      <p className="caption">{t('exchange.answer.refusedOnRecord')}</p>
    </div>
  );
}

function MaskedNote({ body }: { body: unknown }) {
  const t = useText();
  const masked = (body as { masked?: string[] } | null)?.masked ?? [];
  if (masked.length === 0) return null;
  return (
    <p className={styles['hint']}>
      {t('exchange.answer.masked', { items: masked.join('、') })}{' '}
      <ArticleLink article={37} ruleId="37.personal-information" />
    </p>
  );
}
