import { Button } from 'antd';
import { formatExact } from '../platform/formats.ts';
import { useText } from '../platform/i18n.ts';
import { useNow, useSession } from '../platform/session.ts';
import { Icon } from './icon.tsx';

/** Prints the page as it stands; `print.css` takes away what cannot be pressed on paper. */
export function PrintButton() {
  const t = useText();
  return (
    <Button icon={<Icon name="print" />} onClick={() => window.print()}>
      {t('console.print.print')}
    </Button>
  );
}

/** On paper only, at the end: who printed this, when, from which address. */
export function PrintFoot() {
  const t = useText();
  const now = useNow();
  const { person, department } = useSession();
  return (
    <p className="print-only caption">
      {t('console.print.by', { person: person.name, department: department.name, at: formatExact(now) })}
      <br />
      {location.href}
    </p>
  );
}
