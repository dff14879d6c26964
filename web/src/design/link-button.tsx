import { createLink } from '@tanstack/react-router';
import { Button, type ButtonProps } from 'antd';

/** The router keeps `type` to itself; `color` and `variant` say the same. */
function PlainButton(props: Omit<ButtonProps, 'type'>) {
  return <Button {...props} />;
}

/** A link that looks like a button: one stop of the keyboard, opened in a new tab like any link. */
export const LinkButton = createLink(PlainButton);
