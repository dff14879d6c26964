import { useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { canMakeKeys, isPublicKey, makeKeyPair } from '../platform/browser-key.ts';
import { useText } from '../platform/i18n.ts';
import { Icon } from './icon.tsx';
import { LimitedArea } from './limited-text.tsx';
import { saveText } from './save-file.ts';

/** Characters that the server takes of a public key. */
export const MOST_OF_PUBLIC_KEY = 1000;

/** The field `publicKey` of a form: what is no public key is not sent. */
export function PublicKeyField() {
  const t = useText();
  const publicOnly = {
    validator: (_rule: unknown, text: string | undefined) =>
      !text || isPublicKey(text) ? Promise.resolve() : Promise.reject(new Error(t('console.key.notPublic'))),
  };
  return (
    <Form.Item
      name="publicKey"
      label={t('console.key.public')}
      extra={t('console.key.hint')}
      rules={[{ required: true, message: t('console.key.missing') }, publicOnly]}
    >
      <LimitedArea
        most={MOST_OF_PUBLIC_KEY}
        autoSize={{ minRows: 4 }}
        spellCheck={false}
        placeholder="-----BEGIN PUBLIC KEY-----"
        style={{ fontFamily: 'var(--font-mono)' }}
      />
    </Form.Item>
  );
}

/** Makes a pair where the browser can: the private half is saved as a file and forgotten, the public one is given on. */
export function MakeKeyButton({ onMade }: { onMade: (publicKey: string) => void }) {
  const t = useText();
  const canMake = useQuery({
    queryKey: ['console', 'can-make-keys'],
    queryFn: canMakeKeys,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const make = async () => {
    const { privateKey, publicKey } = await makeKeyPair();
    saveText('tandem-private.pem', privateKey);
    onMade(publicKey);
  };
  if (canMake.data !== true) return null;
  return (
    <Button icon={<Icon name="key" />} onClick={() => void make()}>
      {t('console.key.make')}
    </Button>
  );
}
