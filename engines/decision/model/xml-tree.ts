/** An XML element with everything that writing it again needs: prefixes, comments and unknown parts included. */
export interface XmlElement {
  /** Local name. */
  name: string;
  prefix: string;
  namespace: string;
  attributes: XmlAttribute[];
  children: XmlNode[];
  /** Of the root: comments and instructions around it. */
  around?: { before: XmlNode[]; after: XmlNode[] };
  line: number;
  column: number;
}

export interface XmlAttribute {
  name: string;
  prefix: string;
  namespace: string;
  value: string;
}

export type XmlNode =
  | XmlElement
  | { text: string; cdata: boolean; line: number; column: number }
  | { comment: string }
  | { instruction: string; body: string };
