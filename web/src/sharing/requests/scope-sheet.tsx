import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { clsx } from 'clsx';
import { Facts } from '../../design/facts.tsx';
import { LawText } from '../../design/law-text.tsx';
import { Sheet, SheetDivider } from '../../design/sheet.tsx';
import { Tag } from '../../design/tag.tsx';
import { formatCount } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { asksByKey } from './key-items.ts';
import { PlainDate } from './plain-date.tsx';
import { entryQuery, type RequestDetail, type Scope } from './request-api.ts';
import styles from './request-page.module.css';
import type { ItemChoice, ScopeEdit } from './scope-edit.ts';
import { isMasked, modesOfScope, modeWords, RowsText } from './scope-words.tsx';

interface ScopeSheetProps {
  request: RequestDetail;
  /** The scope as it would be agreed on: as asked for, accepted, or being proposed. */
  scope: Scope;
  edit: ScopeEdit;
  /** Given to a provider who may propose a narrower scope. */
  onEdit?: ((edit: ScopeEdit) => void) | undefined;
}

/** What is asked for: items with what becomes of each, rows, basis, case, mode, term. */
export function ScopeSheet({ request, scope, edit, onEdit }: ScopeSheetProps) {
  const t = useText();
  const entry = useQuery(entryQuery(request.resource.id));
  const offered = entry.data?.version?.content.items.length;
  const counts = { chosen: scope.items.length, asked: request.scope.items.length, offered: offered ?? '…' };
  return (
    <Sheet title={t('request.scope.title')} note={t('request.scope.counts', counts)}>
      <div>
        {request.scope.items.map((item) => (
          <ItemLine
            key={item.name}
            {...{ item, scope, edit, onEdit, t }}
            graded={entry.data?.version?.content.items.find(({ name }) => name === item.name)}
          />
        ))}
      </div>
      <SheetDivider />
      <StatementFacts request={request} scope={scope} />
    </Sheet>
  );
}

interface ItemLineProps {
  item: Scope['items'][number];
  scope: Scope;
  edit: ScopeEdit;
  onEdit: ((edit: ScopeEdit) => void) | undefined;
  graded: { grade: number | null; personal: boolean; key: boolean } | undefined;
  t: Text;
}

function fateOf(item: Scope['items'][number], scope: Scope): ItemChoice {
  const kept = scope.items.find((other) => other.name === item.name);
  if (!kept) return 'drop';
  const onlyVerified = (modes: readonly string[]) => modes.every((mode) => mode === 'verify');
  return onlyVerified(kept.modes) && !onlyVerified(item.modes) ? 'verify' : 'keep';
}

function ItemLine({ item, scope, edit, onEdit, graded, t }: ItemLineProps) {
  const fate = fateOf(item, scope);
  const canVerify = item.modes.some((mode) => mode !== 'verify');
  const canDrop = !(graded?.key && asksByKey(scope));
  const choices = [
    'keep',
    ...(canVerify ? (['verify'] as const) : []),
    ...(canDrop ? (['drop'] as const) : []),
  ] as const;
  return (
    <div className={styles['item']}>
      <span className={fate === 'drop' ? styles['struck'] : undefined}>
        {item.name}
        {graded && isMasked({ ...graded, unmasked: item.unmasked }) && (
          <span className={styles['itemNote']}> · {t('agreement.masked')}</span>
        )}
        {item.unmasked && <span className={styles['itemNote']}> · {t('request.scope.unmasked')}</span>}
      </span>
      {onEdit && (
        <Segmented
          className="no-print"
          size="small"
          aria-label={item.name}
          value={edit[item.name] ?? 'keep'}
          onChange={(choice) => onEdit({ ...edit, [item.name]: choice })}
          options={choices.map((choice) => ({ value: choice, label: t(`request.scope.${choice}`) }))}
        />
      )}
      <span className={clsx(fate === 'keep' ? styles['itemNote'] : styles['ochre'], onEdit && 'print-only')}>
        {fate === 'keep' ? modeWords(t, item.modes) : t(`request.scope.${fate}.done`)}
      </span>
    </div>
  );
}

/** The statements of Art 20 beside the items. */
export function StatementFacts({ request, scope }: { request: RequestDetail; scope: Scope }) {
  const t = useText();
  const { legalBasis, useCase, purpose } = request.statement;
  return (
    <Facts
      plain
      labelWidth="4rem"
      facts={[
        {
          label: t('request.statement.rows'),
          value: (
            <Tag>
              <RowsText rowFilter={scope.rowFilter} />
            </Tag>
          ),
        },
        {
          label: t('request.statement.basis'),
          value: legalBasis ? <LawText title={legalBasis.title} article={legalBasis.article} /> : '–',
        },
        { label: t('request.statement.useCase'), value: <span className="lines">{useCase ?? '–'}</span> },
        {
          label: t('request.statement.purpose'),
          value: purpose ? (
            <>
              {purpose.text} <code className="caption">{purpose.code}</code>
            </>
          ) : (
            '–'
          ),
        },
        { label: t('request.statement.modes'), value: modeWords(t, modesOfScope(scope)) || '–' },
        {
          label: t('request.statement.quota'),
          value: t('request.statement.quotaWords', {
            calls: formatCount(scope.quota.callsPerDay),
            rows: formatCount(scope.quota.rowsPerDay),
          }),
        },
        {
          label: t('request.statement.term'),
          value: scope.term.from ? (
            <>
              <PlainDate at={scope.term.from} /> {t('request.statement.to')} <PlainDate at={scope.term.to} />
            </>
          ) : (
            '–'
          ),
        },
      ]}
    />
  );
}
