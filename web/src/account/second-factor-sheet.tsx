import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { CopyButton } from '../design/code-block.tsx';
import { Finding } from '../design/finding.tsx';
import { ProblemAlert } from '../design/problem-alert.tsx';
import { ProofMark } from '../design/proof-mark.tsx';
import { Sheet } from '../design/sheet.tsx';
import { useText } from '../platform/i18n.ts';
import { sessionApi } from '../platform/session-api.ts';
import { sessionQuery, useSession } from '../platform/session.ts';
import { plainCode } from './plain-code.ts';
import { QrPicture } from './qr-picture.tsx';
import styles from './second-factor-sheet.module.css';

type Stage =
  | { at: 'rest' }
  | { at: 'asking'; turnsOn: boolean }
  | { at: 'pairing'; secret: string; uri: string }
  | { at: 'codes'; recoveryCodes: readonly string[] };

/** The second factor: off, being paired, its recovery codes shown once, on, being taken away. */
export function SecondFactorSheet() {
  const t = useText();
  const { secondFactor } = useSession();
  const queryClient = useQueryClient();
  const [stage, setStage] = useState<Stage>({ at: 'rest' });
  const isOn = secondFactor || stage.at === 'codes';
  const rest = async () => {
    setStage({ at: 'rest' });
    await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey, exact: true });
  };
  return (
    <Sheet
      title={t('console.factor.title')}
      note={<ProofMark proven={isOn}>{t(isOn ? 'console.factor.on' : 'console.factor.off')}</ProofMark>}
    >
      {stage.at === 'rest' && (
        <div className={styles['stack']}>
          <p className="secondary">{t('console.factor.why')}</p>
          <Button onClick={() => setStage({ at: 'asking', turnsOn: !secondFactor })}>
            {t(secondFactor ? 'console.factor.turnOff' : 'console.factor.turnOn')}
          </Button>
        </div>
      )}
      {stage.at === 'asking' && stage.turnsOn && (
        <BeginForm onBegun={(begun) => setStage({ at: 'pairing', ...begun })} onCancel={() => void rest()} />
      )}
      {stage.at === 'asking' && !stage.turnsOn && <RemoveForm onDone={() => void rest()} />}
      {stage.at === 'pairing' && (
        <PairForm
          secret={stage.secret}
          uri={stage.uri}
          onPaired={(recoveryCodes) => setStage({ at: 'codes', recoveryCodes })}
          onCancel={() => void rest()}
        />
      )}
      {stage.at === 'codes' && <RecoveryCodes codes={stage.recoveryCodes} onDone={() => void rest()} />}
    </Sheet>
  );
}

interface BeginFormProps {
  onBegun: (begun: { secret: string; uri: string }) => void;
  onCancel: () => void;
}

function PasswordField() {
  const t = useText();
  return (
    <Form.Item
      name="password"
      label={t('console.signIn.password')}
      rules={[{ required: true, message: t('console.signIn.passwordMissing') }]}
    >
      <Input.Password autoComplete="current-password" maxLength={200} />
    </Form.Item>
  );
}

function CodeField() {
  const t = useText();
  return (
    <Form.Item
      name="code"
      label={t('console.signIn.code')}
      rules={[{ required: true, message: t('console.signIn.codeMissing') }]}
    >
      <Input autoComplete="one-time-code" maxLength={24} />
    </Form.Item>
  );
}

function BeginForm({ onBegun, onCancel }: BeginFormProps) {
  const t = useText();
  const begin = useMutation({
    mutationFn: ({ password }: { password: string }) => sessionApi.beginSecondFactor(password),
    onSuccess: onBegun,
  });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={begin.mutate}>
      <ProblemAlert problem={begin.error} />
      <PasswordField />
      <div className={styles['buttons']}>
        <Button type="primary" htmlType="submit" loading={begin.isPending}>
          {t('console.factor.next')}
        </Button>
        <Button onClick={onCancel}>{t('console.factor.cancel')}</Button>
      </div>
    </Form>
  );
}

interface PairFormProps {
  secret: string;
  uri: string;
  onPaired: (recoveryCodes: readonly string[]) => void;
  onCancel: () => void;
}

function PairForm({ secret, uri, onPaired, onCancel }: PairFormProps) {
  const t = useText();
  const confirm = useMutation({
    mutationFn: ({ code }: { code: string }) => sessionApi.confirmSecondFactor(plainCode(code)),
    onSuccess: ({ recoveryCodes }) => onPaired(recoveryCodes),
  });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={confirm.mutate}>
      <ProblemAlert problem={confirm.error} />
      <div className={styles['pairing']}>
        <QrPicture text={uri} label={t('console.factor.scan')} />
        <div className={styles['stack']}>
          <p>{t('console.factor.scan')}</p>
          <p className="caption">
            {t('console.factor.type')} <code className={styles['secret']}>{secret}</code>
          </p>
          <CodeField />
        </div>
      </div>
      <div className={styles['buttons']}>
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {t('console.factor.confirm')}
        </Button>
        <Button onClick={onCancel}>{t('console.factor.cancel')}</Button>
      </div>
    </Form>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useText();
  return (
    <div className={styles['stack']}>
      <Finding title={t('console.factor.codesOnce')} icon="key">
        {t('console.factor.codesUse')}
      </Finding>
      <ul className={styles['codes']}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={styles['buttons']}>
        <CopyButton text={codes.join('\n')} />
        <Button type="primary" onClick={onDone}>
          {t('console.factor.codesKept')}
        </Button>
      </div>
    </div>
  );
}

function RemoveForm({ onDone }: { onDone: () => void }) {
  const t = useText();
  const remove = useMutation({
    mutationFn: ({ password, code }: { password: string; code: string }) =>
      sessionApi.removeSecondFactor({ password, code: plainCode(code) }),
    onSuccess: onDone,
  });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={remove.mutate}>
      <ProblemAlert problem={remove.error} />
      <PasswordField />
      <CodeField />
      <div className={styles['buttons']}>
        <Button danger htmlType="submit" loading={remove.isPending}>
          {t('console.factor.turnOff')}
        </Button>
        <Button onClick={onDone}>{t('console.factor.cancel')}</Button>
      </div>
    </Form>
  );
}
