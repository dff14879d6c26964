import { Button, Drawer, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useFocusReturn } from '../../design/focus-return.ts';
import { type Most, useFormFits } from '../../design/form-fits.ts';
import { ProblemAlert, useFieldProblems } from '../../design/problem-alert.tsx';
import { useText } from '../../platform/i18n.ts';
import { useIsPhone } from '../../platform/media.ts';
import styles from './administration.module.css';

interface FormDrawerProps<Values extends object> {
  title: string;
  form: FormInstance<Values>;
  initial: Partial<Values>;
  submit: string;
  pending: boolean;
  problem: unknown;
  most?: Most;
  onSubmit: (values: Values) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form beside the list it belongs to: the refusal above, the field errors at their fields, one primary button. */
export function FormDrawer<Values extends object>(props: FormDrawerProps<Values>) {
  const { title, form, initial, submit, pending, problem, most = {}, onSubmit, onClose, children } = props;
  const t = useText();
  const isPhone = useIsPhone();
  useFieldProblems(form, problem);
  useFocusReturn();
  const isSendable = useFormFits(form, most);
  return (
    <Drawer open title={title} onClose={onClose} size={isPhone ? '100%' : 480} destroyOnHidden>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={onSubmit}
        disabled={pending}
      >
        <ProblemAlert problem={problem} form={form} />
        {children}
        <div className={styles['buttons']}>
          <Button type="primary" htmlType="submit" loading={pending} disabled={!isSendable}>
            {submit}
          </Button>
          <Button onClick={onClose}>{t('administration.cancel')}</Button>
        </div>
      </Form>
    </Drawer>
  );
}
