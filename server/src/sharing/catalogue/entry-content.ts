import { Type, type Static } from 'typebox';

/** 共享属性 (Art 14). */
export const SHARE_CLASSES = ['unconditional', 'conditional', 'withheld'] as const;
export type ShareClass = (typeof SHARE_CLASSES)[number];

/** 信息资源格式 of the national guide, in its order: file, table, database, image, media, self-describing, service. */
export const FORMATS = ['file', 'table', 'database', 'image', 'media', 'selfDescribing', 'service'] as const;
export type Format = (typeof FORMATS)[number];

/** 信息项类型 of the guide: C 字符, N 数值, Y 货币, D 日期, T 日期时间, L 逻辑, M 备注, G 通用, B 双精度, I 整型, F 浮点. */
export const ITEM_TYPES = ['C', 'N', 'Y', 'D', 'T', 'L', 'M', 'G', 'B', 'I', 'F'] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

/** 更新周期. */
export const CYCLES = ['realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'irregular'] as const;
export type Cycle = (typeof CYCLES)[number];

/** 共享方式 (Art 22): query and verify are service interfaces, batch is bulk exchange, file is a download. */
export const MODES = ['query', 'verify', 'batch', 'file', 'subscribe'] as const;
export type Mode = (typeof MODES)[number];

/** GB/T 43697: 核心, 重要, 一般. */
export const LEVELS = ['core', 'important', 'general'] as const;
export type Level = (typeof LEVELS)[number];

export const RECOGNIZED = ['creditCode', 'residentId', 'divisionCode', 'phone'] as const;
export type Recognized = (typeof RECOGNIZED)[number];

const closed = { additionalProperties: false } as const;
const text = (maxLength: number) => Type.String({ maxLength });
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

export const ItemSchema = Type.Object(
  {
    name: text(100),
    /** Column or English name, as systems call it. */
    column: text(63),
    type: Type.Enum([...ITEM_TYPES]),
    /** In characters or digits; null where the type has none. */
    length: nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    description: text(500),
    personal: Type.Boolean(),
    level: Type.Enum([...LEVELS]),
    /** 1 to 4 within general, else null. */
    grade: nullable(Type.Integer({ minimum: 1, maximum: 4 })),
    key: Type.Boolean(),
    recognized: nullable(Type.Enum([...RECOGNIZED])),
  },
  closed,
);
export type Item = Static<typeof ItemSchema>;

const Conditions = Type.Object(
  {
    /** 共享范围: which departments. */
    scope: text(500),
    /** 使用用途. */
    purposes: Type.Array(text(200), { maxItems: 20 }),
    others: Type.Array(text(200), { maxItems: 20 }),
  },
  closed,
);

const Withheld = Type.Object(
  {
    reason: text(500),
    /** 法律、行政法规或者国务院决定, by name. */
    law: text(200),
    /** Which article of it. */
    article: text(60),
  },
  closed,
);

const Openness = Type.Object(
  { kind: Type.Enum(['open', 'conditional', 'closed']), condition: text(300) },
  closed,
);

/** Items that an entry may have. */
export const MAX_ITEMS = 500;

/** All fields of Art 13 and of the national guide that a department fills in. Blank where not filled in yet. */
export const ContentSchema = Type.Object(
  {
    title: text(100),
    titleEn: text(200),
    summary: text(1000),
    summaryEn: text(2000),
    /** 类, 项, 目 and 细目 as digits, e.g. `102002`; the sequence is given at publication. */
    classification: Type.String({ maxLength: 15, pattern: '^\\d*$' }),
    format: nullable(Type.Enum([...FORMATS])),
    /** For example `xlsx` or `PostgreSQL`. */
    formatDetail: text(60),
    items: Type.Array(ItemSchema, { maxItems: MAX_ITEMS }),
    cycle: nullable(Type.Enum([...CYCLES])),
    shareClass: nullable(Type.Enum([...SHARE_CLASSES])),
    modes: Type.Array(Type.Enum([...MODES]), { maxItems: MODES.length, uniqueItems: true }),
    conditions: nullable(Conditions),
    withheld: nullable(Withheld),
    openness: Openness,
    /** 关联资源代码. */
    relatedCodes: Type.Array(text(40), { maxItems: 50, uniqueItems: true }),
    tags: Type.Array(text(30), { maxItems: 20, uniqueItems: true }),
    /** 不含国家秘密、工作秘密 (Art 3): declared by whoever files. */
    declared: Type.Boolean(),
  },
  closed,
);
export type EntryContent = Static<typeof ContentSchema>;

/** What one edit may change; each property given replaces its former value. */
export const ContentPatch = Type.Partial(ContentSchema, { additionalProperties: false, minProperties: 1 });
export type ContentPatch = Static<typeof ContentPatch>;

export function blankContent(): EntryContent {
  return {
    title: '',
    titleEn: '',
    summary: '',
    summaryEn: '',
    classification: '',
    format: null,
    formatDetail: '',
    items: [],
    cycle: null,
    shareClass: null,
    modes: [],
    conditions: null,
    withheld: null,
    openness: { kind: 'closed', condition: '' },
    relatedCodes: [],
    tags: [],
    declared: false,
  };
}

/** Names without the spaces people leave around them; everything else as it came. */
export function applyPatch(content: EntryContent, patch: ContentPatch): EntryContent {
  const merged = { ...content, ...patch };
  const items = merged.items.map((item) => ({ ...item, name: item.name.trim(), column: item.column.trim() }));
  return { ...merged, title: merged.title.trim(), items };
}
