import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../platform/i18n.ts';
import { type ProblemDetails, toProblem } from '../platform/problem.ts';
import { RuleLink } from './article-link.tsx';
import { Icon } from './icon.tsx';
import { type ProblemTexts, useProblemTexts } from './problem-texts.ts';
import styles from './states.module.css';

interface EmptyStateProps {
  /** What is not there: 没有待办. */
  title: ReactNode;
  /** Why, or what would bring something here. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing to show is an answer, in words; no drawing. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={styles['state']}>
      <p className={styles['title']}>{title}</p>
      {children && <div className={styles['body']}>{children}</div>}
      {action && <div className={styles['actions']}>{action}</div>}
    </div>
  );
}

interface LoadingStateProps {
  shape?: 'rows' | 'page' | 'figures' | 'text';
  rows?: number;
}

/** Holds the place of what is coming. Announced once, politely. */
export function LoadingState({ shape = 'rows', rows = 5 }: LoadingStateProps) {
  const t = useText();
  return (
    <div className={styles['loading']} role="status" data-shape={shape}>
      <span className="sr-only">{t('console.state.loading')}</span>
      {shape === 'page' && <Skeleton active title={{ width: '16rem' }} paragraph={{ rows }} />}
      {shape === 'text' && <Skeleton active title={false} paragraph={{ rows }} />}
      {shape === 'figures' && (
        <div className={styles['figures']}>
          {Array.from({ length: rows }, (_, index) => (
            <Skeleton
              key={index}
              active
              title={{ width: '60%' }}
              paragraph={{ rows: 2, width: ['80%', '100%'] }}
            />
          ))}
        </div>
      )}
      {shape === 'rows' &&
        Array.from({ length: rows }, (_, index) => (
          <div key={index} className={styles['row']}>
            <Skeleton
              active
              title={false}
              paragraph={{ rows: 2, width: [`${58 - (index % 3) * 9}%`, '32%'] }}
            />
          </div>
        ))}
    </div>
  );
}

interface FailureStateProps {
  /** Whatever was thrown. */
  problem: unknown;
  onRetry?: (() => void) | undefined;
  /** Other ways on, beside trying again. */
  action?: ReactNode;
}

/** What went wrong, by which rule, and what to do; with the trace for those who look into it. */
export function FailureState({ problem, onRetry, action }: FailureStateProps) {
  const { details } = toProblem(problem);
  const texts = useProblemTexts(details);
  return <FailureBody details={details} texts={texts} onRetry={onRetry} action={action} />;
}

/** Trying again changes nothing about a wrong address, a missing role, or what is not there. */
const isFinal = (status: number) => [400, 403, 404, 410, 422].includes(status);

interface FailureBodyProps extends Pick<FailureStateProps, 'onRetry' | 'action'> {
  details: ProblemDetails;
  texts: ProblemTexts;
  /** The failure stands for the whole page: its title is the page's. */
  isPage?: boolean;
}

export function FailureBody({ details, texts, onRetry, action, isPage = false }: FailureBodyProps) {
  const t = useText();
  const canRetry = onRetry !== undefined && !isFinal(details.status);
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={styles['failure']} role="alert">
      <Icon name="warning" className={styles['sign']} size={1.4} />
      <div className={styles['failureBody']}>
        <Title className={isPage ? styles['pageTitle'] : styles['title']}>{texts.title}</Title>
        {texts.detail && <p className={styles['detail']}>{texts.detail}</p>}
        {details.rule && (
          <p className={styles['basis']}>
            {t('console.failure.basis')} <RuleLink rule={details.rule} /> {details.rule.title}{' '}
            <code className={styles['rule']}>{details.rule.id}</code>
          </p>
        )}
        {texts.advice && <p className={styles['advice']}>{texts.advice}</p>}
        {(canRetry || action) && (
          <div className={styles['actions']}>
            {canRetry && <Button onClick={onRetry}>{t('console.failure.retry')}</Button>}
            {action}
          </div>
        )}
        <ProblemTrace code={details.code} traceId={details.traceId} />
      </div>
    </div>
  );
}

function ProblemTrace({ code, traceId }: { code: string; traceId: string | undefined }) {
  const t = useText();
  return (
    <p className={styles['trace']}>
      {t('console.failure.code')} <code>{code}</code>
      {traceId && (
        <>
          {' · '}
          {t('console.failure.trace')} <code>{traceId}</code>
        </>
      )}
    </p>
  );
}
