import { Modal, type ModalProps } from 'antd';
import { useFocusReturn } from './focus-return.ts';

/** A dialog that is open as long as it is drawn; what opened it has the focus again afterwards. */
export function Dialog(props: Omit<ModalProps, 'open' | 'destroyOnHidden'>) {
  useFocusReturn();
  return <Modal open destroyOnHidden {...props} />;
}
