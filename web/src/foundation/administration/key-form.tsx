import { Form, InputNumber } from 'antd';
import { CodeBlock } from '../../design/code-block.tsx';
import { LimitedInput } from '../../design/limited-text.tsx';
import { MakeKeyButton, MOST_OF_PUBLIC_KEY, PublicKeyField } from '../../design/public-key-field.tsx';
import { useText } from '../../platform/i18n.ts';
import { acts, type SystemClient } from './administration-api.ts';
import styles from './administration.module.css';
import { FormDrawer } from './form-drawer.tsx';
import { useAct } from './use-act.ts';

interface Statement {
  publicKey: string;
  label: string;
  days: number;
}

const most = { publicKey: MOST_OF_PUBLIC_KEY, label: 60 };

/** Registers a public key. The private half is made by the program's owner, at best where the program runs. */
export function KeyForm({ client, onClose }: { client: SystemClient; onClose: () => void }) {
  const t = useText();
  const [form] = Form.useForm<Statement>();
  const register = useAct((statement: Statement) => acts.registerKey({ id: client.id, ...statement }), {
    done: t('administration.key.added'),
    onDone: onClose,
  });
  const required = [{ required: true, message: t('administration.required') }];
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
        <MakeKeyButton onMade={(publicKey) => form.setFieldsValue({ publicKey })} />
      </div>
      <PublicKeyField />
      <Form.Item name="label" label={t('administration.key.label')}>
        <LimitedInput most={most.label} />
      </Form.Item>
      <Form.Item name="days" label={t('administration.key.days')} rules={required}>
        <InputNumber min={1} max={730} style={{ width: '8rem' }} />
      </Form.Item>
    </FormDrawer>
  );
}
