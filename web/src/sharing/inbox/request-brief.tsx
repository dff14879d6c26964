import { DayTape } from '../../design/day-tape.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Facts, type Fact } from '../../design/facts.tsx';
import { LawText } from '../../design/law-text.tsx';
import { StepLine } from '../../design/step-line.tsx';
import type { TapeDay } from '../../design/tape-cells.ts';
import { SidePart } from '../../design/work-page.tsx';
import { type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { useNow } from '../../platform/session.ts';
import { tapeDays, tapeSummary } from '../requests/clock-sheet.tsx';
import type { RequestDetail } from '../requests/request-api.ts';
import { requestSteps } from '../requests/request-steps.ts';
import { modesOfScope, modeWords, RowsText } from '../requests/scope-words.tsx';
import type { Task } from './inbox-api.ts';
import styles from './inbox-page.module.css';
import { proposedTape } from './proposed-tape.ts';

type Extension = RequestDetail['extensions'][number];

/** A request as far as an answer needs it: steps, days, scope, and why more time is asked for. */
export function RequestBrief({ request, task }: { request: RequestDetail; task: Task }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const asked = request.extensions.find((extension) => extension.decision === null);
  const extension = task.kind === 'task.request.decideExtension' ? asked : undefined;
  const clock = request.repliedAt === null ? request.replyClock : request.supplyClock;
  const days: TapeDay[] = clock ? (extension ? proposedTape(clock, extension) : tapeDays(clock)) : [];
  return (
    <>
      <SidePart>
        <StepLine steps={requestSteps(request, { t, language, now }, 'reply')} />
      </SidePart>
      {clock && days.length > 1 && (
        <SidePart>
          <DayTape
            compact
            days={days}
            due={clock.dueOn}
            title={t(extension ? 'inbox.tape.change' : 'inbox.tape.days')}
            summary={extension ? t('inbox.tape.legend') : tapeSummary(t, clock, now)}
          />
        </SidePart>
      )}
      <SidePart>
        {extension && <Reason t={t} provider={request.provider.shortName} extension={extension} />}
        <Facts facts={[...(extension ? extensionFacts(t, extension) : []), ...scopeFacts(t, request)]} />
      </SidePart>
    </>
  );
}

function Reason({ t, provider, extension }: { t: Text; provider: string; extension: Extension }) {
  return (
    <>
      <p className={styles['reasonLabel']}>{t('inbox.extension.reason', { provider })}</p>
      <p className={styles['reason']}>{extension.reason}</p>
    </>
  );
}

function extensionFacts(t: Text, extension: Extension): Fact[] {
  return [
    {
      label: t('inbox.extension.asked'),
      value: (
        <>
          {t('inbox.extension.days', { days: extension.workingDays })}
          {extension.proposedDueOn ? (
            <b>
              <DateText at={extension.proposedDueOn} kind="weekday" />
            </b>
          ) : (
            t('inbox.extension.unpublished')
          )}
        </>
      ),
    },
  ];
}

function lastWord(request: RequestDetail): Fact['value'] | undefined {
  const word = request.history.findLast((step) => step.act === 'remark');
  return word && `${word.actor.departmentShortName ?? ''}：${word.reason}`;
}

function scopeFacts(t: Text, request: RequestDetail): Fact[] {
  const scope = request.acceptedScope ?? request.scope;
  const { legalBasis, useCase } = request.statement;
  const word = lastWord(request);
  const { extensionsAsked: asked, extensionsGranted: granted } = request.providerRecord;
  return [
    {
      label: t('request.scope.title'),
      value: (
        <>
          {t('agreement.text.count', { count: scope.items.length })} ·{' '}
          <RowsText rowFilter={scope.rowFilter} /> · {modeWords(t, modesOfScope(scope))}
        </>
      ),
    },
    {
      label: t('request.statement.basis'),
      value: legalBasis ? <LawText title={legalBasis.title} article={legalBasis.article} /> : '–',
    },
    { label: t('request.statement.useCase'), value: useCase ?? '–' },
    ...(word === undefined ? [] : [{ label: t('inbox.lastWord'), value: word }]),
    {
      label: t('inbox.record'),
      value: t('request.record.extensionsWords', { asked, granted }),
    },
  ];
}
