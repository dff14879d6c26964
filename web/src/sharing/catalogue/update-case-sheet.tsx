import { useState } from 'react';
import { Button } from 'antd';
import { ArticleLink } from '../../design/article-link.tsx';
import { ClockChip } from '../../design/clock-chip.tsx';
import { Facts } from '../../design/facts.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useText } from '../../platform/i18n.ts';
import { useHasRole, useSession } from '../../platform/session.ts';
import { type Entry, sendAct } from './catalogue-api.ts';
import { ReasonDialog, type ReasonDialogSpec } from './reason-dialog.tsx';

type UpdateCase = NonNullable<Entry['updateCase']>;

/** Art 17: why the entry must change, until when, and the one extension. */
export function UpdateCaseSheet({ updateCase }: { updateCase: UpdateCase }) {
  const t = useText();
  const [asked, setAsked] = useState<ReasonDialogSpec>();
  const { department } = useSession();
  const compiles = useHasRole('clerk', 'sharingOfficeHead') && department.id === updateCase.providerId;
  const decides = useHasRole('authorityOfficer') && department.id === updateCase.authorityId;
  const running = updateCase.clock.state === 'running';
  return (
    <Sheet
      title={t('catalogue.updateCase')}
      note={<ArticleLink article={17} ruleId="17.update" />}
      actions={
        <>
          {compiles && running && updateCase.extension === 'none' && (
            <Button onClick={() => setAsked(askExtension(updateCase.resourceId))}>
              {t('catalogue.extension.ask')}
            </Button>
          )}
          {decides && updateCase.extension === 'asked' && (
            <>
              <Button onClick={() => setAsked(decideExtension(updateCase.resourceId, false))}>
                {t('catalogue.action.refuseExtension')}
              </Button>
              <Button type="primary" onClick={() => setAsked(decideExtension(updateCase.resourceId, true))}>
                {t('catalogue.action.grantExtension')}
              </Button>
            </>
          )}
        </>
      }
    >
      <ClockChip clock={updateCase.clock} layout="line" />
      <Facts
        facts={[
          {
            label: t(`catalogue.cause.${updateCase.cause}`),
            value: <span className="serif">{updateCase.basis}</span>,
          },
          ...(updateCase.extension === 'none'
            ? []
            : [
                {
                  label: t(`catalogue.extension.${updateCase.extension}`),
                  value: (
                    <span className="serif">
                      {[updateCase.extensionReason, updateCase.decisionReason].filter(Boolean).join(' / ')}
                    </span>
                  ),
                },
              ]),
        ]}
      />
      {asked && <ReasonDialog spec={asked} onClose={() => setAsked(undefined)} />}
    </Sheet>
  );
}

const askExtension = (id: string): ReasonDialogSpec => ({
  title: 'catalogue.extension.ask',
  note: 'catalogue.extension.note',
  label: 'catalogue.field.reason',
  reasonName: 'reason',
  minLength: 10,
  resourceId: id,
  send: (body) => sendAct({ path: `resources/${id}/extension`, body }),
});

const decideExtension = (id: string, granted: boolean): ReasonDialogSpec => ({
  title: granted ? 'catalogue.action.grantExtension' : 'catalogue.action.refuseExtension',
  note: granted ? 'catalogue.consequence.grantExtension' : 'catalogue.consequence.refuseExtension',
  label: 'catalogue.field.reason',
  reasonName: 'reason',
  resourceId: id,
  send: (body) => sendAct({ path: `resources/${id}/extension-decision`, body: { ...body, granted } }),
});
