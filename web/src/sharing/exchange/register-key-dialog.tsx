import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, InputNumber } from 'antd';
import { Dialog } from '../../design/dialog.tsx';
import { CopyButton } from '../../design/code-block.tsx';
import { useFormFits } from '../../design/form-fits.ts';
import { LimitedInput } from '../../design/limited-text.tsx';
import { ProblemAlert, useFieldProblems } from '../../design/problem-alert.tsx';
import { MakeKeyButton, MOST_OF_PUBLIC_KEY, PublicKeyField } from '../../design/public-key-field.tsx';
import { answer, api } from '../../platform/api.ts';
import { useText } from '../../platform/i18n.ts';
import { type SystemRow, systemsQuery } from './exchange-queries.ts';
import styles from './exchange.module.css';

interface NewKey {
  publicKey: string;
  label: string;
  days: number;
}

interface RegisterKeyDialogProps {
  system: SystemRow;
  /** Another key is still good: both will be, until the old one is revoked. */
  isRotation: boolean;
  onClose: () => void;
}

const longestDays = 730;

const most = { publicKey: MOST_OF_PUBLIC_KEY, label: 60 };

/** Takes the public half only. The browser can make the pair; its private half is saved as a file and forgotten. */
export function RegisterKeyDialog({ system, isRotation: rotates, onClose }: RegisterKeyDialogProps) {
  // As it was when the dialog opened: the new key is a second one only then.
  const [isRotation] = useState(rotates);
  const t = useText();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<NewKey>();
  const register = useMutation({
    mutationFn: (body: NewKey) =>
      answer(api.POST('/api/v1/systems/{id}/keys', { params: { path: { id: system.id } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: systemsQuery.queryKey }),
  });
  useFieldProblems(form, register.error);
  const isSendable = useFormFits(form, most);
  return (
    <Dialog
      title={t(isRotation ? 'exchange.key.rotate.title' : 'exchange.key.register.title', {
        system: system.name,
      })}
      onCancel={onClose}
      footer={null}
    >
      {register.data ? (
        <Registered keyId={register.data.keyId} isRotation={isRotation} onClose={onClose} />
      ) : (
        <Form<NewKey>
          form={form}
          layout="vertical"
          initialValues={{ publicKey: '', label: '', days: 365 }}
          onFinish={(values) => register.mutate(values)}
        >
          <ProblemAlert problem={register.error} form={form} />
          <p className={styles['hint']}>
            {t(isRotation ? 'exchange.key.rotate.how' : 'exchange.key.register.how')}
          </p>
          <div className={styles['make']}>
            <MakeKeyButton onMade={(publicKey) => form.setFieldsValue({ publicKey })} />
          </div>
          <PublicKeyField />
          <Form.Item name="label" label={t('exchange.key.label')}>
            <LimitedInput most={most.label} placeholder={t('exchange.key.label.example')} />
          </Form.Item>
          <Form.Item
            name="days"
            label={t('exchange.key.days')}
            extra={t('exchange.key.days.help', { longest: longestDays })}
          >
            <InputNumber min={1} max={longestDays} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={register.isPending} disabled={!isSendable}>
            {t('exchange.key.register')}
          </Button>
        </Form>
      )}
    </Dialog>
  );
}

function Registered({
  keyId,
  isRotation,
  onClose,
}: {
  keyId: string;
  isRotation: boolean;
  onClose: () => void;
}) {
  const t = useText();
  return (
    <div className={styles['registered']}>
      <p>{t('exchange.key.registered')}</p>
      <p>
        <code className={styles['mono']}>{keyId}</code> <CopyButton text={keyId} />
      </p>
      {isRotation && <p className={styles['hint']}>{t('exchange.key.rotate.then')}</p>}
      <Button type="primary" onClick={onClose}>
        {t('exchange.key.done')}
      </Button>
    </div>
  );
}
