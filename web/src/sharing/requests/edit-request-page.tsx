import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Navigate, useNavigate } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { DepartmentFlow } from '../../design/department-name.tsx';
import { SavingNote, UnsavedNotes } from '../../design/autosave-notes.tsx';
import { LeftBehind } from '../../design/left-behind.tsx';
import { LinkButton } from '../../design/link-button.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { goToFirstFault, ProblemAlert } from '../../design/problem-alert.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { LoadingState } from '../../design/states.tsx';
import { ActionBar, SidePanel, SidePart, WorkPage } from '../../design/work-page.tsx';
import { api } from '../../platform/api.ts';
import { useText, useLanguage } from '../../platform/i18n.ts';
import { type FieldProblem, isProblem } from '../../platform/problem.ts';
import type { TypedField } from '../../design/words-left.ts';
import { type Autosave, useAutosave } from '../../design/use-autosave.ts';
import { TitleText } from '../../design/title-text.tsx';
import { titleIn } from '../../platform/titles.ts';
import { AgreementText } from './agreement-text.tsx';
import { offeredModes } from './offered-modes.ts';
import {
  type CatalogueEntry,
  entryQuery,
  forgetStanding,
  type RequestDetail,
  requestQuery,
  savedStatement,
  sendAct,
  type StatementDraft,
} from './request-api.ts';
import { OpenFaultsProvider } from './fault-note.tsx';
import type { ReadableScope } from './scope-words.tsx';
import { fieldsInOrder, formField, goToField, openFaults } from './statement-faults.ts';
import { StatementForm } from './statement-form.tsx';

const route = getRouteApi('/console/requests/$requestId/edit');

/** The application while it is being written: it saves itself, and shows the agreement it would become. */
export function EditRequestPage() {
  const { requestId } = route.useParams();
  const t = useText();
  const request = useQuery(requestQuery(requestId));
  const resourceId = request.data?.resource.id ?? '';
  const entry = useQuery({ ...entryQuery(resourceId), enabled: resourceId !== '' });
  const failed = [request, entry].find(({ isLoadingError }) => isLoadingError);
  if (failed) {
    return (
      <>
        <FailurePage problem={failed.error} onRetry={() => void failed.refetch()} />
        <LeftBehind
          problem={request.error}
          queryKey={requestQuery(requestId).queryKey}
          fields={typedFields(t)}
          action={
            <LinkButton size="small" to="/requests/new">
              {t('request.new.title')}
            </LinkButton>
          }
        />
      </>
    );
  }
  if (!request.data || !entry.data) return <LoadingState shape="page" rows={10} />;
  if (!request.data.can.includes('edit'))
    return <Navigate to="/requests/$requestId" params={{ requestId }} replace />;
  return <Editor key={requestId} request={request.data} entry={entry.data} />;
}

function Editor({ request, entry }: { request: RequestDetail; entry: CatalogueEntry }) {
  const t = useText();
  const language = useLanguage();
  const draft = useAutosave(savedStatement(request));
  const content = entry.version?.content;
  const file = useFile(request, draft);
  const open = isProblem(file.error)
    ? openFaults(file.error.details.errors, file.context ?? {}, draft.value)
    : [];
  if (!content) return <FailurePage problem={undefined} />;
  const returned = request.history.findLast((step) => step.act === 'returnFiling');
  return (
    <WorkPage
      side={
        <SidePanel label={t('request.agreement.preview')} quiet>
          <Preview request={request} draft={draft.value} />
        </SidePanel>
      }
      sideWidth="evidence"
      actions={<EditorBar request={request} draft={draft} file={file} open={open} />}
    >
      <PageHeader
        crumbs={[{ label: t('console.nav.requests'), to: '/requests' }, { label: t('request.form.title') }]}
        title={<TitleText of={request.resource} />}
        tabTitle={titleIn(language, request.resource).text}
        badges={<ShareClassBadge shareClass={request.shareClass} />}
        note={<DepartmentFlow from={request.requester} to={request.provider} withRoles />}
      />
      <UnsavedNotes draft={draft} fieldLabels={fieldLabels(t)} />
      <ProblemAlert
        problem={draft.problem ?? file.error}
        {...(draft.problem === undefined && { openFields: open.map(({ field }) => field) })}
        fieldLabels={fieldLabels(t)}
        order={fieldsInOrder}
        onField={goToField}
      />
      {returned && (
        <p>
          <b>{t('request.form.returned', { name: returned.actor.name })}</b>{' '}
          <span className="serif lines">{returned.reason}</span>
        </p>
      )}
      <OpenFaultsProvider value={open}>
        <StatementForm
          value={draft.value}
          change={draft.change}
          content={content}
          modes={offeredModes(content.modes)}
          divisionItems={request.divisionItems}
        />
      </OpenFaultsProvider>
    </WorkPage>
  );
}

/** What is written in words, in the order of the form; the rest is chosen again in a moment. */
function typedFields(t: ReturnType<typeof useText>): readonly TypedField[] {
  return [
    { name: 'legalBasis', label: t('request.form.basis') },
    { name: 'items', label: t('request.form.scope'), of: ['name'] },
    { name: 'rowFilter', label: t('request.statement.rows'), of: ['item', 'values'] },
    { name: 'useCase', label: t('request.statement.useCase') },
    { name: 'purpose', label: t('request.statement.purpose') },
  ];
}

function fieldLabels(t: ReturnType<typeof useText>): Record<string, string> {
  return {
    '/legalBasis': t('request.form.basis'),
    '/legalBasis/title': t('request.form.basis.title'),
    '/legalBasis/article': t('request.form.basis.article'),
    '/legalBasis/quote': t('request.form.basis.quote'),
    '/useCase': t('request.statement.useCase'),
    '/purpose': t('request.statement.purpose'),
    '/purpose/text': t('request.statement.purpose'),
    '/purpose/code': t('request.form.purposeCode'),
    '/items': t('request.form.scope'),
    '/rowFilter': t('request.statement.rows'),
    '/modes': t('request.statement.modes'),
    '/quota': t('request.statement.quota'),
    '/term': t('request.statement.term'),
    '/term/to': t('request.statement.term'),
    '/truthDeclared': t('request.form.truth'),
  };
}

/** Saves what is left, then files it with the head of the own sharing office. */
function useFile(request: RequestDetail, draft: Autosave<StatementDraft>) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    onMutate: () => draft.value,
    mutationFn: async () => sendAct({ path: `requests/${request.id}/file`, version: await draft.flush() }),
    onError: (refusal) => goToFirstFault(refusal, goToField, fieldsInOrder),
    onSuccess: async () => {
      await navigate({ to: '/requests/$requestId', params: { requestId: request.id } });
      await forgetStanding(queryClient);
    },
  });
}

interface EditorBarProps {
  request: RequestDetail;
  draft: Autosave<StatementDraft>;
  file: ReturnType<typeof useFile>;
  /** What is still to be mended after a refusal. */
  open: readonly FieldProblem[];
}

function EditorBar({ request, draft, file, open }: EditorBarProps) {
  const t = useText();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const discard = useMutation({
    mutationFn: async () =>
      api.DELETE('/api/v1/requests/{id}', {
        params: { path: { id: request.id }, header: { 'if-match': `"${await draft.flush()}"` } },
      }),
    onSuccess: async () => {
      await navigate({ to: '/requests' });
      await forgetStanding(queryClient);
    },
  });
  return (
    <ActionBar
      note={
        <>
          {open.length > 0 ? <NextFault open={open} /> : t('request.form.next')} ·{' '}
          <SavingNote draft={draft} fieldLabels={fieldLabels(t)} />
        </>
      }
    >
      <Popconfirm
        title={t('request.form.discard.sure')}
        okText={t('request.form.discard')}
        cancelText={t('request.dialog.back')}
        onConfirm={() => discard.mutate()}
      >
        <Button type="text" loading={discard.isPending}>
          {t('request.form.discard')}
        </Button>
      </Popconfirm>
      <Button type="primary" loading={file.isPending} onClick={() => file.mutate()}>
        {t('request.form.file')}
      </Button>
    </ActionBar>
  );
}

/** How much is to be mended, always in sight; leads to the first of it. */
function NextFault({ open }: { open: readonly FieldProblem[] }) {
  const t = useText();
  const fields = open.map(({ field }) => field);
  const first = fieldsInOrder.find((field) => fields.some((one) => formField(one) === field)) ?? fields[0];
  return (
    <Button
      type="link"
      size="small"
      danger
      style={{ padding: 0 }}
      onClick={() => first !== undefined && goToField(first)}
    >
      {t('request.form.faults', { count: fields.length })}
    </Button>
  );
}

function previewScope(draft: StatementDraft): ReadableScope | undefined {
  const { items = [], modes = [], rowFilter = [], term } = draft;
  if (items.length === 0 || !term) return undefined;
  return {
    items: items.map((item) => ({
      name: item.name,
      modes: item.modes && item.modes.length > 0 ? item.modes : modes,
      unmasked: item.unmasked ?? false,
    })),
    rowFilter: rowFilter.filter((filter) => filter.values.length > 0),
    quota: draft.quota ?? { callsPerDay: 10_000, rowsPerDay: 100_000 },
    term,
  };
}

function Preview({ request, draft }: { request: RequestDetail; draft: StatementDraft }) {
  const t = useText();
  const scope = previewScope(draft);
  return (
    <SidePart title={t('request.agreement.preview')} note={t('request.agreement.whenConfirmed')}>
      {scope ? (
        <AgreementText
          requester={request.requester.name}
          provider={request.provider.name}
          purpose={draft.purpose?.text ?? ''}
          scope={scope}
          inForceAt={null}
        />
      ) : (
        <p className="caption">{t('request.form.preview.empty')}</p>
      )}
    </SidePart>
  );
}
