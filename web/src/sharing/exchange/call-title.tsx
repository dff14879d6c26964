import { TitleText } from '../../design/title-text.tsx';
import { useText } from '../../platform/i18n.ts';
import type { DisclosureRow } from './exchange-queries.ts';

/** What a call asked of, where its agreement is known. */
export function CallTitle({ call }: { call: Pick<DisclosureRow, 'resourceTitle' | 'resourceTitleEn'> }) {
  const t = useText();
  if (call.resourceTitle === null) return t('exchange.calls.unknownAgreement');
  return <TitleText of={{ title: call.resourceTitle, titleEn: call.resourceTitleEn }} />;
}
