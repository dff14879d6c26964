import type { MessageSet } from './index.ts';

/** The decision engine's refusals, and its command. */
export const decisionMessages = {
  'decision.USAGE': {
    zh: '用法见 tools/decision/README.md：npx tandem-decision run 模型 输入 | check 模型 | explain 模型 输入 --decision 名称 | diff 旧模型 新模型 对象 --decision 名称 | sql 模型 --decision 名称 --dialect 方言',
    en: 'Usage, see tools/decision/README.md: npx tandem-decision run MODEL INPUT | check MODEL | explain MODEL INPUT --decision NAME | diff BEFORE AFTER SUBJECTS --decision NAME | sql MODEL --decision NAME --dialect DIALECT',
  },
  'decision.diff': {
    zh: '{{total}} 个对象中，{{changed}} 个结果改变',
    en: '{{changed}} of {{total}} subjects change',
  },
  'decision.FILE_MISSING': { zh: '无法读取 {{path}}', en: '{{path}} can not be read' },
  'decision.ENCODING_REFUSED': {
    zh: '{{path}} 不能按 {{encoding}} 编码读出，请另存为 UTF-8',
    en: '{{path}} can not be read as {{encoding}}; save it as UTF-8',
  },
  'decision.INPUT_INVALID': {
    zh: '{{path}} 不是一个 JSON 对象',
    en: '{{path}} is no JSON object',
  },
  'decision.INPUT_UNKNOWN': {
    zh: '所求结果不依赖输入中的 {{names}}，模型也没有这些输入数据',
    en: 'What is asked does not rest on these inputs, nor does the model have them: {{names}}',
  },
  'decision.FEEL_SYNTAX': {
    zh: '第 {{line}} 行第 {{column}} 列的表达式不符合 FEEL 语法，此处应为：{{expectedZh}}',
    en: 'Line {{line}}, column {{column}}: this is no FEEL; expected here: {{expected}}',
  },
  'decision.XML_MALFORMED': {
    zh: '第 {{line}} 行第 {{column}} 列不是合格的 XML：{{messageZh}}',
    en: 'Line {{line}}, column {{column}}: this is no well-formed XML: {{message}}',
  },
  'decision.XML_DOCTYPE_REFUSED': {
    zh: '第 {{line}} 行声明了文档类型（DOCTYPE），出于安全考虑不予读取，请删去',
    en: 'Line {{line}} declares a document type (DOCTYPE), which is refused for safety; take it out',
  },
  'decision.MODEL_NOT_DMN': {
    zh: '这不是 DMN 1.2 至 1.5 的模型（根元素 {{element}}，命名空间 {{namespace}}）',
    en: 'This is no model of DMN 1.2 to 1.5 (root element {{element}}, namespace {{namespace}})',
  },
  'decision.MODEL_INVALID': {
    zh: '第 {{line}} 行的“{{element}}”缺少“{{missing}}”',
    en: 'Line {{line}}: {{element}} lacks {{missing}}',
  },
  'decision.MODEL_TOO_LARGE': { zh: '模型过大', en: 'The model is too large' },
  'decision.LIMIT_DEPTH': { zh: '嵌套或递归过深', en: 'Nested or recursive beyond the limit' },
  'decision.LIMIT_STEPS': {
    zh: '计算量超过上限 {{limit}}，已停止',
    en: 'Stopped: more than {{limit}} steps of work',
  },
  'decision.LIMIT_SIZE': {
    zh: '列表、文本或一个值的各部分超过上限 {{limit}}，已停止',
    en: 'Stopped: a list, a text or all parts of a value are more than {{limit}}',
  },
  'decision.NOT_FOUND': {
    zh: '模型中没有 {{name}}',
    en: 'The model has no {{name}}',
  },
  'decision.NAME_AMBIGUOUS': {
    zh: '模型里不止一个部分叫 {{name}}，请用 id 指明',
    en: 'More than one part of the model is named {{name}}; tell it by its id',
  },
  'decision.COLUMN_TOO_SHORT': {
    zh: '{{name}} 列不足 {{rows}} 行',
    en: 'The column of {{name}} has less than {{rows}} rows',
  },
} as const satisfies MessageSet;
