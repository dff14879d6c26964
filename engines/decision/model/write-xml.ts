import { isElement } from './parse-xml.ts';
import type { XmlAttribute, XmlElement, XmlNode } from './xml-tree.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (character: string) => ESCAPES[character] ?? `&#x${character.charCodeAt(0).toString(16)};`;

/** A reader makes line feeds of carriage returns, and spaces of all of both within attributes. */
const ofText = (text: string) => text.replace(/[&<>\r]/g, escaped);
const ofAttribute = (text: string) => text.replace(/[&<"\t\n\r]/g, escaped);

const qualified = ({ prefix, name }: { prefix: string; name: string }) =>
  prefix === '' ? name : `${prefix}:${name}`;

/** XML that `parseXml` reads as this tree; `valueOf` may give attributes other values. */
export function writeXml(root: XmlElement, valueOf: (attribute: XmlAttribute) => string): string {
  const write = (node: XmlNode): string => {
    if (isElement(node)) return writeElement(node);
    if ('comment' in node) return `<!--${node.comment}-->`;
    if ('instruction' in node) return `<?${node.instruction}${node.body === '' ? '' : ` ${node.body}`}?>`;
    return node.cdata ? `<![CDATA[${node.text}]]>` : ofText(node.text);
  };
  const writeElement = (element: XmlElement): string => {
    const name = qualified(element);
    const attributes = element.attributes.map((one) => ` ${qualified(one)}="${ofAttribute(valueOf(one))}"`);
    const opening = `${name}${attributes.join('')}`;
    if (element.children.length === 0) return `<${opening}/>`;
    return `<${opening}>${element.children.map(write).join('')}</${name}>`;
  };
  const { before = [], after = [] } = root.around ?? {};
  const lines = [...before, root, ...after].map((node) => `${write(node)}\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join('')}`;
}
