interface Sentence {
  severity: 'error' | 'warning' | 'note';
  zh: string;
  en: string;
}

const error = (zh: string, en: string): Sentence => ({ severity: 'error', zh, en });
const warning = (zh: string, en: string): Sentence => ({ severity: 'warning', zh, en });
const note = (zh: string, en: string): Sentence => ({ severity: 'note', zh, en });

/** What each finding says; `{name}` is one of its parameters. */
const ALL = {
  FEEL_SYNTAX: error(
    '第 {line} 行第 {column} 列读不懂：此处应为{expectedZh}，实为“{found}”。',
    'Line {line}, column {column} can not be read: {expected} is expected, “{found}” is found.',
  ),
  EXPRESSION_TOO_DEEP: error(
    '表达式嵌套超过 {limit} 层。',
    'The expression is nested more than {limit} deep.',
  ),
  EXPRESSION_TOO_LARGE: error(
    '表达式里要比对的名称超过 {limit} 个，不能读取。',
    'More than {limit} names would have to be compared to read this expression.',
  ),
  LANGUAGE_UNSUPPORTED: error(
    '表达式语言 {language} 不是 FEEL，不能执行。',
    'The expression language {language} is not FEEL and can not be run.',
  ),
  NAME_UNKNOWN: error('名称“{name}”没有定义。', 'The name “{name}” is not defined.'),
  MEMBER_UNKNOWN: error('{type} 没有“{name}”这一项。', '{type} has no “{name}”.'),
  LITERAL_INVALID: error('@"{text}" 不是日期、时间或时长。', '@"{text}" is no date, time or duration.'),
  NOT_A_FUNCTION: error('“{name}”是 {type}，不是函数。', '“{name}” is {type}, not a function.'),
  ARGUMENT_COUNT: error(
    '函数 {function} 的参数个数不对：应有 {expected} 个，实有 {actual} 个。',
    'The number of arguments of {function} is wrong: {expected} expected, {actual} given.',
  ),
  ARGUMENT_NAMES: error(
    '函数 {function} 的参数名称对不上：它的参数是“{expected}”，给出的是“{actual}”，结果总是 null。',
    'The arguments of {function} are named “{expected}”, those given “{actual}”; the result is always null.',
  ),
  EXTERNAL_FUNCTION: error(
    '{kind} 函数在引擎之外，不能执行。',
    'A {kind} function lies outside of this engine and is not run.',
  ),
  IMPORT_MISSING: error(
    '没有提供被导入的模型 {namespace}。',
    'The imported model {namespace} was not given.',
  ),
  PART_MISSING: error(
    '“{element}”里缺少“{missing}”，整个表达式不能执行，结果是 null。',
    '“{element}” lacks “{missing}”; all of the expression can not be run and is null.',
  ),
  ATTRIBUTE_UNKNOWN: error(
    '“{attribute}”没有“{value}”这个取值，“{element}”不能执行，结果是 null。',
    '“{attribute}” can not be “{value}”; “{element}” can not be run and is null.',
  ),
  INPUT_EXPRESSION_MISSING: error(
    '这一列没有写明取什么值，决策表不能执行，结果是 null。',
    'This column does not say what it takes; the table can not be run and is null.',
  ),
  OUTPUT_UNNAMED: error(
    '有几个输出列，这一列却没有名称，它的值无处可放；决策表不能执行，结果是 null。',
    'There are several outputs and this one has no name, so its values have no place; the table can not be run and is null.',
  ),
  EXPRESSION_EMPTY: warning('此处是空的，结果是 null。', 'There is nothing here; the result is null.'),
  TABLE_SHAPE: error(
    '规则 {rule} 有 {actual} 格，表有 {expected} 列。',
    'Rule {rule} has {actual} cells where the table has {expected} columns.',
  ),
  REQUIREMENT_MISSING: error(
    '用到了“{name}”，但没有声明对它的依赖，执行时取不到值。',
    '“{name}” is used without a requirement, so it has no value when this is run.',
  ),
  REQUIREMENT_UNKNOWN: error(
    '依赖指向不存在的元素“{id}”。',
    'A requirement refers to “{id}”, which does not exist.',
  ),
  REQUIREMENT_KIND: error(
    '对“{id}”的依赖种类不对，执行时取不到值：知识依赖指向业务知识模型或决策服务，信息依赖指向输入数据或决策。',
    'The requirement of “{id}” is of the wrong kind, so it has no value when this is run: knowledge is required of business knowledge models and services, information of inputs and decisions.',
  ),
  REQUIREMENT_CYCLE: error('依赖成环：{path}。', 'Requirements go in a circle: {path}.'),
  NAME_DUPLICATE: error(
    '“{name}”同时是模型里两个部分的名称，单凭名称分不清指哪一个。请改名；求值时也可用 id 指明。',
    '“{name}” names two parts of the model, so the name alone does not tell which is meant. Rename one; what is evaluated can also be told by its id.',
  ),
  ID_DUPLICATE: error(
    '模型里有两个元素的 id 都是“{id}”，引用只能指向其中一个。',
    'Two elements of the model have the id “{id}”; a reference reaches only one of them.',
  ),
  ENTRY_DUPLICATE: error('“{name}”在这里出现两次。', '“{name}” stands here twice.'),
  LOGIC_MISSING: warning('没有决策逻辑，结果总是 null。', 'There is no logic, so the result is always null.'),
  AGGREGATION_OUTPUTS: error(
    '有 {count} 个输出列的表不能用 {aggregation} 汇总，结果是 null。',
    '{aggregation} is not defined for a table of {count} outputs; the result is null.',
  ),
  AGGREGATION_TYPE: error(
    '{aggregation} 不能汇总 {actual}，命中这样的输出时结果是 null。',
    '{aggregation} does not apply to {actual}; where such outputs are hit the result is null.',
  ),
  ALWAYS_NULL: warning('{expression} 的结果总是 null。', '{expression} is always null.'),
  REQUIREMENT_UNUSED: note('声明了对“{name}”的依赖，但没有用到。', '“{name}” is required but not used.'),
  INPUT_UNUSED: note('没有任何决策依赖这项输入。', 'No decision requires this input.'),
  COLUMN_UNUSED: note('所有规则在这一列都不设条件。', 'No rule tests this column.'),
  TYPE_UNKNOWN: error('类型“{type}”没有定义。', 'The type “{type}” is not defined.'),
  TYPE_CYCLE: error(
    '类型定义成环：{path}；这样的类型什么也没有规定。',
    'Types are defined in a circle: {path}; such a type says nothing.',
  ),
  TYPE_MISMATCH: error(
    '“{operator}”不能用于 {left} 与 {right}，结果总是 null。',
    '“{operator}” does not apply to {left} and {right}; the result is always null.',
  ),
  CONDITION_TYPE: error(
    '“{operator}”要的是 boolean，这里是 {actual}，按 null 处理。',
    '“{operator}” asks for a boolean; what is {actual} counts as null.',
  ),
  ARGUMENT_TYPE: error(
    '函数 {function} 的参数 {parameter} 应为 {expected}，实为 {actual}。',
    'Argument {parameter} of {function} should be {expected} and is {actual}.',
  ),
  RESULT_TYPE: error(
    '结果应为 {expected}，实为 {actual}。',
    'The result should be {expected} and is {actual}.',
  ),
  RESULT_PART_TYPE: warning(
    '结果应为 {expected}，实为 {actual}，几乎总成为 null：只有其中不符之处是空的才相符。',
    'The result should be {expected} and is {actual}; it hardly ever conforms and then is null, unless what does not fit in it is null or empty.',
  ),
  RESULT_LIST: warning(
    '命中几条规则时结果是列表，不是 {expected}，那时成为 null。',
    'Where several rules are hit the result is a list, not {expected}, and becomes null.',
  ),
  TEST_TYPE: error(
    '被测的值是 {expected}，条件里的 {value} 是 {actual}，永远不会符合。',
    'What is tested is {expected}; {value} in the test is {actual} and never matches.',
  ),
  RANGE_REVERSED: warning(
    '区间 {range} 的下限高于上限，其中没有任何值。',
    'The low end of {range} is above its high end, so nothing lies in it.',
  ),
  RULE_NEVER_MATCHES: warning(
    '规则 {rule} 的条件互相矛盾或在允许值之外，永远不会命中。',
    'Rule {rule} never matches: its tests contradict each other or the allowed values.',
  ),
  RULE_SHADOWED: warning(
    '规则 {rule} 被规则 {by} 完全遮盖，不起作用。',
    'Rule {rule} is wholly covered by rule {by} and has no effect.',
  ),
  RULE_UNREACHABLE: warning(
    '规则 {rule} 被规则 {by} 合起来完全遮盖，不起作用。',
    'Rule {rule} is wholly covered by rules {by} together and has no effect.',
  ),
  RULE_ONLY_FOR_NULL: note(
    '规则 {rule} 只对 null 或其他类型的值起作用，其余情形已由规则 {by} 覆盖。',
    'Rule {rule} has an effect only for null or for values of other types; all else is covered by rules {by}.',
  ),
  TABLE_GAP: warning('没有规则覆盖：{region}。', 'No rule covers: {region}.'),
  TABLE_GAP_DEFAULT: note(
    '没有规则覆盖，取默认值：{region}。',
    'No rule covers, so the default applies: {region}.',
  ),
  TABLE_GAP_EMPTY: note(
    '没有规则命中，结果为空：{region}。',
    'No rule is hit and the result is empty: {region}.',
  ),
  TABLE_GAP_POSSIBLE: note(
    '没有规则覆盖：{region}；但能否出现这样的情形，分析不能确定。',
    'No rule covers: {region}; whether such cases occur is beyond this analysis.',
  ),
  TABLE_OVERLAP_POSSIBLE: warning(
    '命中策略为 UNIQUE，规则 {first} 与规则 {second} 可能同时命中：{region}；能否出现这样的情形，分析不能确定。',
    'The hit policy is UNIQUE, and rules {first} and {second} may both match: {region}; whether such cases occur is beyond this analysis.',
  ),
  TABLE_OVERLAP: error(
    '命中策略为 UNIQUE，规则 {first} 与规则 {second} 却同时命中：{region}。',
    'The hit policy is UNIQUE, yet rules {first} and {second} both match: {region}.',
  ),
  ANY_CONFLICT: error(
    '命中策略为 ANY，规则 {first} 与规则 {second} 同时命中而结果不同：{region}。',
    'The hit policy is ANY, yet rules {first} and {second} both match with different outputs: {region}.',
  ),
  ANY_MAY_CONFLICT: warning(
    '命中策略为 ANY，规则 {first} 与规则 {second} 同时命中而结果可能不同：{region}。',
    'The hit policy is ANY, and rules {first} and {second} both match with outputs that may differ: {region}.',
  ),
  PRIORITY_VALUES_MISSING: error(
    '命中策略 {policy} 按输出的允许值排定先后，输出却没有列出允许值。',
    'The hit policy {policy} ranks by the allowed values of outputs, but none are listed.',
  ),
  OUTPUT_NOT_ALLOWED: error(
    '输出 {value} 不在允许值 {allowed} 之中。',
    'The output {value} is not among the allowed values {allowed}.',
  ),
  NULL_UNCOVERED: note('此列为 null 时，没有规则命中。', 'When this column is null, no rule matches.'),
  DIVISION_BY_ZERO: error('除数是零，结果总是 null。', 'The divisor is zero; the result is always null.'),
  DIVISION_MAY_BE_ZERO: warning(
    '除数 {divisor} 可能是零，那时结果是 null。',
    'The divisor {divisor} may be zero; the result then is null.',
  ),
  NULL_RISK: warning(
    '{expression} 可能是 null，运算结果也会是 null。',
    '{expression} may be null, and so is what is computed from it.',
  ),
  CELLS_NOT_ANALYSED: note(
    '未分析：规则 {rules} 在这一列的条件（如 {text}）超出可精确分析的范围；缺口与重叠不包括它们可能涉及之处。',
    'Not analysed: the tests of rules {rules} in this column (such as {text}) are beyond exact analysis; nothing is claimed where they might match.',
  ),
  COLUMNS_DEPENDENT: note(
    '未分析：列 {columns} 取自同一项数据，哪些组合会出现不能确定；涉及其中两列的缺口与重叠只作为可能列出。',
    'Not analysed: columns {columns} depend on the same data, so it is not known which combinations occur; gaps and overlaps in two of them are named as possible only.',
  ),
  CONSTRAINT_NOT_ANALYSED: note(
    '未分析：此列的允许值 {allowed} 超出可精确分析的范围；限于此列部分取值的缺口与重叠只作为可能列出。',
    'Not analysed: the allowed values {allowed} of this column are beyond exact analysis; gaps and overlaps in part of its values are named as possible only.',
  ),
  EXPRESSION_NOT_ANALYSED: note(
    '未分析：此列由 {expression} 得出，能取到哪些值不能确定；限于此列部分取值的缺口与重叠只作为可能列出。',
    'Not analysed: which values {expression} can have is not told; gaps and overlaps in part of the values of this column are named as possible only.',
  ),
  ZONES_NOT_ANALYSED: note(
    '未分析：这一列的时刻若有无时区与单元格所写不同，则只按钟面比较先后、从不相等；{values} 会命中另一种规则组合，缺口与重叠不包括它们。',
    'Not analysed: moments of this column that have no zone where its cells name one, or the reverse, compare by their clocks and are never equal; {values} meet other rules, and gaps and overlaps leave them out.',
  ),
  INCOMPLETE_TABLE: warning(
    '表太大，超过分析上限 {limit}；未查缺口、重叠和不起作用的规则。',
    'The table is beyond the limit of {limit}; gaps, overlaps and rules without effect were not looked for.',
  ),
  INCOMPLETE_GAPS: warning(
    '缺口不止于此：分析已达上限 {limit}。',
    'There may be more gaps: the limit of {limit} was reached.',
  ),
  INCOMPLETE_OVERLAPS: warning(
    '重叠不止于此：分析已达上限 {limit}。',
    'There may be more overlaps: the limit of {limit} was reached.',
  ),
  INCOMPLETE_RULES: warning(
    '不起作用的规则未查全：分析已达上限 {limit}。',
    'There may be more rules without effect: the limit of {limit} was reached.',
  ),
} satisfies Readonly<Record<string, Sentence>>;

export type FindingCode = keyof typeof ALL;

export const SENTENCES: Readonly<Record<FindingCode, Sentence>> = ALL;
