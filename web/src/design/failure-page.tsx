import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../platform/i18n.ts';
import { toProblem } from '../platform/problem.ts';
import styles from './failure-page.module.css';
import { LinkButton } from './link-button.tsx';
import { pageProblemTexts } from './problem-texts.ts';
import { FailureBody } from './states.tsx';
import { useTabTitle } from './tab-title.ts';

interface FailurePageProps {
  /** Whatever was thrown. */
  problem: unknown;
  onRetry?: (() => void) | undefined;
  /** Another way on, beside back and home. */
  action?: ReactNode;
}

/** A page that could not be shown: what happened, by which rule, its code and trace, and the ways on. */
export function FailurePage({ problem, onRetry, action }: FailurePageProps) {
  const t = useText();
  const router = useRouter();
  const { details } = toProblem(problem);
  const texts = pageProblemTexts(t, details);
  useTabTitle(texts.title);
  return (
    <div className={styles['page']}>
      <FailureBody
        isPage
        details={details}
        texts={texts}
        onRetry={onRetry}
        action={
          <>
            {window.history.length > 1 && (
              <Button onClick={() => router.history.back()}>{t('console.failure.back')}</Button>
            )}
            <LinkButton to="/">{t('console.failure.home')}</LinkButton>
            {action}
          </>
        }
      />
    </div>
  );
}
