import type { ReactNode } from 'react';
import { PageHeader } from '../../design/page-header.tsx';
import { SectionLinks } from '../../design/section-links.tsx';
import { useText } from '../../platform/i18n.ts';

/** Title and the four pages of the exchange. */
export function ExchangeHeader({ note, actions }: { note: ReactNode; actions?: ReactNode }) {
  const t = useText();
  const pages = [
    { to: '/exchange', label: t('exchange.tab.try') },
    { to: '/exchange/calls', label: t('exchange.tab.calls') },
    { to: '/exchange/systems', label: t('exchange.tab.systems') },
    { to: '/exchange/guide', label: t('exchange.tab.guide') },
  ];
  return (
    <>
      <PageHeader title={t('exchange.title')} note={note} {...(actions ? { actions } : {})} />
      <SectionLinks label={t('exchange.title')} sections={pages} />
    </>
  );
}
