import { Fragment } from 'react';
import styles from './exchange.module.css';

/** Breaks after its underscores, and is still copied as it is. */
export function BreakableCode({ code }: { code: string }) {
  return (
    <code className={styles['code']}>
      {code.split('_').map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts keep their order
        <Fragment key={index}>
          {index > 0 && (
            <>
              _<wbr />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </code>
  );
}
