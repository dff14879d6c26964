import { Button, type ButtonProps } from 'antd';
import { useRef } from 'react';
import { useFocusReturn } from './focus-return.ts';

/** A button that goes once its act is done: whoever pressed it goes on at the page, not before its beginning. */
export function ActButton(props: ButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusReturn(button);
  return <Button ref={button} {...props} />;
}
