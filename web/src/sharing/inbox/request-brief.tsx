import { DayTape } from '../../design/day-tape.tsx';
import { Facts, type Fact } from '../../design/facts.tsx';
import { LawText } from '../../design/law-text.tsx';
import { StepLine } from '../../design/step-line.tsx';
import type { TapeDay } from '../../design/tape-cells.ts';
import { SidePart } from '../../design/work-page.tsx';
import { type Text, useLanguage, useText, departmentWord } from '../../platform/i18n.ts';
import { useNow } from '../../platform/session.ts';
import { AskedExtension } from '../requests/asked-extension.tsx';
import { tapeSummary } from '../requests/clock-sheet.tsx';
import type { RequestDetail } from '../requests/request-api.ts';
import { ProviderRecord } from '../requests/provider-record.tsx';
import { requestSteps } from '../requests/request-steps.ts';
import {
  type Extension,
  extendedBy,
  openExtension,
  proposedTape,
  tapeDays,
} from '../requests/request-tape.ts';
import { modesOfScope, modeWords, RowsText } from '../requests/scope-words.tsx';
import type { Task } from './inbox-api.ts';
import styles from './inbox-page.module.css';

/** A request as far as an answer needs it: steps, days, scope, and why more time is asked for. */
export function RequestBrief({ request, task }: { request: RequestDetail; task: Task }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const extension = task.kind === 'task.request.decideExtension' ? openExtension(request) : undefined;
  const clock = request.repliedAt === null ? request.replyClock : request.supplyClock;
  const extra = request.repliedAt === null ? extendedBy(request.extensions) : 0;
  const days: TapeDay[] = clock ? (extension ? proposedTape(clock, extension) : tapeDays(clock, extra)) : [];
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
            summary={extension ? t('request.tape.legend') : tapeSummary(t, clock, now)}
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
  return [{ label: t('request.extension.asked'), value: <AskedExtension extension={extension} /> }];
}

function lastWord(t: Text, request: RequestDetail): Fact['value'] | undefined {
  const word = request.history.findLast((step) => step.act === 'remark');
  return (
    word && `${departmentWord(word.actor.departmentShortName ?? '')}${t('inbox.lastWord.says')}${word.reason}`
  );
}

function scopeFacts(t: Text, request: RequestDetail): Fact[] {
  const scope = request.acceptedScope ?? request.scope;
  const { legalBasis, useCase } = request.statement;
  const word = lastWord(t, request);
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
    { label: t('request.statement.useCase'), value: <span className="lines">{useCase ?? '–'}</span> },
    ...(word === undefined ? [] : [{ label: t('inbox.lastWord'), value: word }]),
    {
      label: t('inbox.record'),
      value: <ProviderRecord record={request.providerRecord} />,
    },
  ];
}
