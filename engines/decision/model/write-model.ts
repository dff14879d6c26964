import type { Model } from './model.ts';
import { writeXml } from './write-xml.ts';
import type { XmlAttribute } from './xml-tree.ts';

const OLDER = /^https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20180521|20191111|20211108)\/(MODEL|FEEL|DMNDI)\/$/;
/** Attributes of DMN whose values are namespaces. */
const LANGUAGES: ReadonlySet<string> = new Set(['importType', 'expressionLanguage', 'typeLanguage']);

/** Shapes (`DC`, `DI`) have the same namespaces in all versions. */
function lifted({ name, prefix, value }: XmlAttribute, ownNamespace: string): string {
  const [, part] = OLDER.exec(value) ?? [];
  const isDeclaration = prefix === 'xmlns' || (prefix === '' && name === 'xmlns');
  // Elements of a version that is not the model's own are foreign to it, and stay so.
  const isMeant = isDeclaration
    ? part !== 'MODEL' || value === ownNamespace
    : prefix === '' && LANGUAGES.has(name);
  return part !== undefined && isMeant ? `https://www.omg.org/spec/DMN/20230324/${part}/` : value;
}

/**
 * The model as XML of DMN 1.5, whichever version it was read from. What the engine does not understand (extension
 * elements, diagrams, attributes of others, comments) is written as it was; so what `readModel`
 * makes of the result differs by version and places at most, and writing that again gives the same text.
 */
export const writeModel = ({ element }: Model): string =>
  writeXml(element, (attribute) => lifted(attribute, element.namespace));
