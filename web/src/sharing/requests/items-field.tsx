import { Button, Checkbox, Select } from 'antd';
import { clsx } from 'clsx';
import { Tag } from '../../design/tag.tsx';
import { useText } from '../../platform/i18n.ts';
import { asksByKey } from './key-items.ts';
import type { CatalogueEntry, Mode, StatementDraft } from './request-api.ts';
import type { FormPart } from './statement-form.tsx';
import styles from './statement-form.module.css';

type CatalogueItem = NonNullable<CatalogueEntry['version']>['content']['items'][number];
type AskedItem = NonNullable<StatementDraft['items']>[number];

interface ItemsFieldProps extends FormPart {
  items: readonly CatalogueItem[];
  offered: readonly Mode[];
}

/** Which items, each for all modes of the application or for yes-or-no answers only. */
export function ItemsField({ value, change, items, offered }: ItemsFieldProps) {
  const t = useText();
  const asked = new Map((value.items ?? []).map((item) => [item.name, item]));
  const keyItems = items.filter((item) => item.key);
  const keyIsTaken = asksByKey(value) && keyItems.every(({ name }) => asked.has(name));
  const set = (next: Map<string, AskedItem>) =>
    change({ items: items.flatMap((item) => next.get(item.name) ?? []) });
  const toggle = (name: string, wanted: boolean) => {
    const next = new Map(asked);
    if (wanted) next.set(name, { name });
    else next.delete(name);
    set(next);
  };
  return (
    <>
      <div className={styles['itemsHead']}>
        <span className="caption">
          {t('request.form.items.count', { chosen: asked.size, offered: items.length })}
        </span>
        <Button
          size="small"
          onClick={() => set(new Map(items.map(({ name }) => [name, asked.get(name) ?? { name }])))}
        >
          {t('request.form.items.all')}
        </Button>
      </div>
      {keyItems.length > 0 && (
        <p className="caption">
          {t(keyIsTaken ? 'request.form.items.keyNote.taken' : 'request.form.items.keyNote')}
        </p>
      )}
      {items.map((item) => (
        <ItemLine
          key={item.name}
          item={item}
          asked={asked.get(item.name)}
          isNeeded={item.key && asked.has(item.name) && asksByKey(value)}
          canVerify={offered.includes('verify')}
          onToggle={(wanted) => toggle(item.name, wanted)}
          onSet={(next) => set(new Map(asked).set(item.name, next))}
        />
      ))}
    </>
  );
}

interface ItemLineProps {
  item: CatalogueItem;
  asked: AskedItem | undefined;
  /** Rows are asked for by it: it can not be left out. */
  isNeeded: boolean;
  canVerify: boolean;
  onToggle: (wanted: boolean) => void;
  onSet: (item: AskedItem) => void;
}

function ItemLine({ item, asked, isNeeded, canVerify, onToggle, onSet }: ItemLineProps) {
  const t = useText();
  const onlyVerify = asked?.modes?.length === 1 && asked.modes[0] === 'verify';
  const choose = (how: string) =>
    onSet(
      how === 'verify'
        ? { name: item.name, modes: ['verify'] }
        : { name: item.name, ...(how === 'bare' ? { unmasked: true } : {}) },
    );
  const chosen = onlyVerify ? 'verify' : asked?.unmasked ? 'bare' : 'value';
  return (
    <div className={clsx(styles['item'], !asked && 'no-print')}>
      <Checkbox
        checked={asked !== undefined}
        disabled={isNeeded}
        onChange={(event) => onToggle(event.target.checked)}
      >
        {item.name}
      </Checkbox>
      <span>
        {item.key && <Tag>{t('request.form.items.key')}</Tag>}
        {item.personal && <Tag>{t('agreement.personal')}</Tag>}
      </span>
      {asked ? (
        <Select
          size="small"
          value={chosen}
          aria-label={t('request.form.items.how', { item: item.name })}
          onChange={choose}
          options={[
            {
              value: 'value',
              label: t(item.personal ? 'request.form.items.masked' : 'request.form.items.value'),
            },
            ...(item.personal ? [{ value: 'bare', label: t('request.form.items.bare') }] : []),
            ...(canVerify ? [{ value: 'verify', label: t('request.scope.verify') }] : []),
          ]}
          popupMatchSelectWidth={false}
        />
      ) : (
        <span />
      )}
    </div>
  );
}
