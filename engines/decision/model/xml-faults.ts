/** What the XML reader says, in Chinese; the first that fits. Names that it tells are told as they are. */
const FAULTS: readonly (readonly [said: RegExp, zh: string])[] = [
  [/unclosed tag: (.*)/, '标签“$1”没有关闭'],
  [/unmatched closing tag: (.*)\./, '结束标签“$1”没有对应的开始标签'],
  [/close tag|closing tag/, '结束标签写法不对'],
  [/undefined entity/, '用到了没有定义的实体'],
  [/entity/, '实体写法不对'],
  [/duplicate attribute: (.*)\./, '属性“$1”出现两次'],
  [/unbound namespace prefix: "(.*)"/, '命名空间前缀“$1”没有声明'],
  [/namespace|prefix/, '命名空间用法不对'],
  [/declaration|version|standalone|name\/value/, '开头的声明写法不对'],
  [/attribute|quoted|value required/, '属性写法不对'],
  [/comment/, '注释写法不对'],
  [/instruction/, '处理指令写法不对'],
  [/root|no element/, '须有且只有一个根元素，其外不能有文字'],
  [/disallowed/, '有不允许出现的字符'],
  [/end/, '内容不完整'],
];

export function xmlFaultZh(message: string): string {
  for (const [said, zh] of FAULTS) {
    const found = said.exec(message);
    if (found) return zh.replace('$1', () => found[1] ?? '');
  }
  return '写法不合规范';
}
