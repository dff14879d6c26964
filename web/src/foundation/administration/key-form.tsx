import { Button, Form, InputNumber } from 'antd';
import { saveText } from '../../design/save-file.ts';
import { CodeBlock } from '../../design/code-block.tsx';
import { LimitedArea, LimitedInput } from '../../design/limited-text.tsx';
import { useText } from '../../platform/i18n.ts';
import { acts, type SystemClient } from './administration-api.ts';
import styles from './administration.module.css';
import { canMakeKeys, makeKeyPair } from './make-key-pair.ts';
import { FormDrawer } from './form-drawer.tsx';
import { useAct } from './use-act.ts';

interface Statement {
  publicKey: string;
  label: string;
  days: number;
}

const most = { publicKey: 1000, label: 60 };

/** Registers a public key. The private half is made by the program's owner, at best where the program runs. */
export function KeyForm({ client, onClose }: { client: SystemClient; onClose: () => void }) {
  const t = useText();
  const [form] = Form.useForm<Statement>();
  const register = useAct((statement: Statement) => acts.registerKey({ id: client.id, ...statement }), {
    done: t('administration.key.added'),
    onDone: onClose,
  });
  const required = [{ required: true, message: t('administration.required') }];
  const publicOnly = {
    validator: (_rule: unknown, text: string | undefined) =>
      text?.includes('PRIVATE KEY')
        ? Promise.reject(new Error(t('administration.key.isPrivate')))
        : Promise.resolve(),
  };
  const make = async () => {
    const { privateKey, publicKey } = await makeKeyPair();
    saveText('tandem-private.pem', privateKey);
    form.setFieldsValue({ publicKey });
  };
  return (
    <FormDrawer
      title={t('administration.key.addTo', { system: client.name })}
      form={form}
      initial={{ label: '', days: 365 }}
      submit={t('administration.key.add')}
      pending={register.isPending}
      problem={register.error}
      most={most}
      onSubmit={(values) => register.mutate(values)}
      onClose={onClose}
    >
      <div className={styles['stack']} style={{ marginBottom: '1.25rem' }}>
        <p className="secondary">{t('administration.key.how')}</p>
        <CodeBlock code="node sdk/generate-key.ts keys" />
        {canMakeKeys() && (
          <p>
            <Button onClick={() => void make()}>{t('administration.key.make')}</Button>{' '}
            <span className="caption">{t('administration.key.make.what')}</span>
          </p>
        )}
      </div>
      <Form.Item
        name="publicKey"
        label={t('administration.key.public')}
        rules={[...required, publicOnly]}
        extra={t('administration.key.public.hint')}
      >
        <LimitedArea
          most={most.publicKey}
          autoSize={{ minRows: 3 }}
          spellCheck={false}
          style={{ fontFamily: 'var(--font-mono)' }}
        />
      </Form.Item>
      <Form.Item name="label" label={t('administration.key.label')}>
        <LimitedInput most={most.label} />
      </Form.Item>
      <Form.Item name="days" label={t('administration.key.days')} rules={required}>
        <InputNumber min={1} max={730} style={{ width: '8rem' }} />
      </Form.Item>
    </FormDrawer>
  );
}
