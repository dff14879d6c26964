import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Radio, Select } from 'antd';
import { Finding } from '../../design/finding.tsx';
import { Icon } from '../../design/icon.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { titleIn } from '../../platform/titles.ts';
import { useHasRole, useSession } from '../../platform/session.ts';
import { type ImportView, ownEntriesQuery, useCompileEntry } from './import-api.ts';
import { runTitle } from './import-words.ts';
import styles from './imports.module.css';
import { fitOf, fittedTo, namedAfter, unfitOf, withColumn } from './plan-draft.ts';
import type { PlanEditor } from './use-plan-editor.ts';

interface TargetSheetProps {
  run: ImportView;
  editor: PlanEditor;
}

/** The catalogue entry that the rows are for: chosen among one's own, or compiled from this very file. */
export function TargetSheet({ run, editor }: TargetSheetProps) {
  const t = useText();
  const { department } = useSession();
  const canEdit = useHasRole('clerk', 'sharingOfficeHead');
  const entries = useQuery(ownEntriesQuery(department?.id ?? ''));
  const language = useLanguage();
  const { draft, change } = editor;
  const options = (entries.data ?? []).map((entry) => {
    const title = titleIn(language, entry).text;
    return { value: entry.resourceId, label: entry.announced ? title : t('import.target.draft', { title }) };
  });
  const isAnnounced =
    entries.data?.find((entry) => entry.resourceId === draft.resourceId)?.announced ?? false;
  const known = options.some((option) => option.value === draft.resourceId);
  const chosen = known ? draft.resourceId : (runTitle(run) ?? draft.resourceId);
  return (
    <Sheet title={t('import.target')} note={t('import.target.note')}>
      <Select
        aria-label={t('import.target')}
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('import.target.choose')}
        loading={entries.isPending}
        disabled={!canEdit}
        value={chosen}
        options={options}
        onChange={(resourceId: string) => change({ ...draft, resourceId })}
      />
      {draft.resourceId === null ? (
        canEdit && <Compile run={run} editor={editor} />
      ) : (
        <>
          <Mode run={run} editor={editor} />
          <Fit run={run} editor={editor} isAnnounced={isAnnounced} />
        </>
      )}
    </Sheet>
  );
}

/** Whether the rows take the place of those that are served, or join them. Corrected rows always join. */
function Mode({ run, editor }: TargetSheetProps) {
  const t = useText();
  const { draft, change } = editor;
  if (run.correctionOf !== null) {
    return (
      <p className={styles['mode']}>
        {t('import.mode.append')}{' '}
        <Link to="/imports/$importId" params={{ importId: run.correctionOf }}>
          {t('import.mode.origin')}
        </Link>
      </p>
    );
  }
  return (
    <Radio.Group
      style={{ marginTop: '0.75rem' }}
      aria-label={t('import.mode')}
      value={draft.mode}
      onChange={(event) => change({ ...draft, mode: event.target.value as typeof draft.mode })}
      options={[
        { value: 'replace', label: t('import.mode.replace') },
        { value: 'append', label: t('import.mode.join') },
      ]}
    />
  );
}

/** There is no entry yet: its items are proposed from the columns, and compiled further in the catalogue. */
function Compile({ run, editor }: TargetSheetProps) {
  const t = useText();
  const compile = useCompileEntry(run.id);
  const begin = async () => {
    await editor.flush();
    const { resourceId } = await compile.mutateAsync();
    editor.change({ ...editor.draft, resourceId });
  };
  return (
    <div className={styles['compile']}>
      <span>{t('import.target.compile.note')}</span>
      <Button
        icon={<Icon name="plus" />}
        loading={compile.isPending}
        onClick={() => void begin().catch(() => undefined)}
      >
        {t('import.target.compile')}
      </Button>
      <ProblemAlert problem={compile.error} />
    </div>
  );
}

/** Columns of a type that the entry does not state for their item hold the load up, too. */
function Unfit({ run, editor: { draft, change } }: TargetSheetProps) {
  const t = useText();
  const items = run.target?.items ?? [];
  const unfit = unfitOf(draft, items);
  if (unfit.length === 0) return null;
  const words = unfit.map(({ column, item }) =>
    t('import.target.unfit.one', {
      item: item.name,
      stated: t(`import.type.${item.takes[0] ?? 'text'}`),
      type: t(`import.type.${column.type}`),
    }),
  );
  return (
    <Finding
      title={t('import.target.unfit', { count: unfit.length })}
      action={
        <Button size="small" onClick={() => change(fittedTo(draft, run.inspection?.columns ?? [], items))}>
          {t('import.target.fit')}
        </Button>
      }
    >
      {words.join(t('import.comma'))}
      <div className="caption">{t('import.target.unfit.note')}</div>
    </Finding>
  );
}

/** How columns and items meet: what no column fills holds the load up; what no item asks for can be left out. */
function Fit({ run, editor, isAnnounced }: TargetSheetProps & { isAnnounced: boolean }) {
  const t = useText();
  const { draft, change } = editor;
  if (!run.target || run.resourceId !== draft.resourceId)
    return <p className="caption">{t('import.target.reading')}</p>;
  const items = run.target.items.map((item) => item.name);
  const { missing, surplus } = fitOf(draft, items);
  const named = namedAfter(draft, items);
  const canName = missing.length > 0 && fitOf(named, items).missing.length < missing.length;
  const leaveOut = () => {
    const next = surplus.reduce((kept, source) => withColumn(kept, source, { isLeftOut: true }), draft);
    change(next);
  };
  return (
    <div className={styles['fit']}>
      <p>
        {t('import.target.filled', { filled: items.length - missing.length, items: items.length })}{' '}
        <Link to={`/catalogue/${draft.resourceId}${isAnnounced ? '' : '/compile'}` as '/'}>
          {t(isAnnounced ? 'import.target.open' : 'import.target.complete')}
        </Link>
      </p>
      {missing.length > 0 && (
        <Finding
          title={t('import.target.missing', { count: missing.length })}
          action={
            canName && (
              <Button size="small" onClick={() => change(named)}>
                {t('import.target.match')}
              </Button>
            )
          }
        >
          {missing.join(t('import.comma'))}
          <div className="caption">{t('import.target.missing.note')}</div>
        </Finding>
      )}
      <Unfit run={run} editor={editor} />
      {surplus.length > 0 && (
        <p className={styles['surplus']}>
          {t('import.target.surplus', {
            count: surplus.length,
            names: surplus.slice(0, 6).join(t('import.comma')),
          })}{' '}
          <Button size="small" onClick={leaveOut}>
            {t('import.target.leaveOut')}
          </Button>
        </p>
      )}
    </div>
  );
}
