/**
 * A gate: each room owns the PostgreSQL schema named after it, and no other room's SQL names a thing in there.
 * Reads the migrations for what each schema holds, then every string of the server's sources. Tests are left out:
 * they may look where they like. `platform` is below all rooms and may be named by each.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const SHARED_SCHEMA = 'platform';
const CREATED =
  /\bcreate (?:or replace )?(?:unlogged )?(?:table|view|materialized view|function|procedure|type|sequence) (?:if not exists )?(\w+)\.(\w+)/gi;
const CREATED_SCHEMA = /\bcreate schema (?:if not exists )?(\w+)/gi;

interface Schemas {
  /** Schema to the names of its tables, views, functions. */
  contents: Map<string, Set<string>>;
  /** Schema to the room that owns it: schemas that one migration creates belong to one room. */
  owner: Map<string, string>;
}

export interface Trespass {
  file: string;
  line: number;
  /** Whose code it is, and what of whom it names. */
  room: string;
  names: string;
}

function readSchemas(migrations: ReadonlyMap<string, string>, rooms: ReadonlySet<string>): Schemas {
  const contents = new Map<string, Set<string>>();
  const owner = new Map<string, string>();
  for (const sql of migrations.values()) {
    const created = [...sql.matchAll(CREATED_SCHEMA)].map((match) => match[1] ?? '');
    const room = created.find((schema) => rooms.has(schema)) ?? created[0] ?? '';
    for (const schema of created) owner.set(schema, room);
    for (const [, schema = '', name = ''] of sql.matchAll(CREATED)) {
      contents.set(schema, (contents.get(schema) ?? new Set()).add(name));
    }
  }
  return { contents, owner };
}

/** Things of other rooms that a text names, for example `requests.agreement`. */
function foreignNames(text: string, room: string, { contents, owner }: Schemas): string[] {
  return [...text.matchAll(/\b([a-z_]+)"?\."?([a-z_]+)\b/g)]
    .filter(([, schema = '', name = '']) => contents.get(schema)?.has(name))
    .filter(([, schema = '']) => schema !== SHARED_SCHEMA && owner.get(schema) !== room)
    .map(([, schema, name]) => `${schema}.${name}`);
}

/** Every string and template of a source with its line; comments and code are left out. */
function stringsOf(file: string, source: string): { text: string; line: number }[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const strings: { text: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) {
      strings.push({ text: node.text, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    }
    node.forEachChild(visit);
  };
  visit(tree);
  return strings;
}

/** The room (or part of the platform) that a source belongs to: the second folder below server/src. */
const roomOf = (file: string): string => file.split(sep)[1]?.replaceAll('-', '_') ?? '';

const isProductSource = (path: string): boolean =>
  path.endsWith('.ts') && !/\.(test|generated)\.ts$/.test(path);

function readFiles(folder: string, wanted: (path: string) => boolean): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter(wanted);
  return new Map(paths.toSorted().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

/** Looks through `root`. @throws Error when it finds no schema at all: then it looked in the wrong place. */
export function findTrespasses(root: string): { trespasses: Trespass[]; namesSeen: number } {
  const folder = join(root, 'server/src');
  const sources = readFiles(folder, isProductSource);
  const migrations = readFiles(join(root, 'server/migrations'), (path) => path.endsWith('.sql'));
  const schemas = readSchemas(migrations, new Set([...sources.keys()].map(roomOf)));
  if (schemas.contents.size === 0) throw new Error('no schema found in server/migrations');
  let namesSeen = 0;
  const trespasses: Trespass[] = [];
  for (const [path, source] of sources) {
    for (const { text, line } of stringsOf(path, source)) {
      namesSeen += foreignNames(text, '', schemas).length;
      for (const names of foreignNames(text, roomOf(path), schemas)) {
        trespasses.push({ file: `server/src/${path}`, line, room: roomOf(path), names });
      }
    }
  }
  for (const [path, sql] of migrations) {
    const room = roomOfMigration(sql, schemas);
    for (const names of new Set(foreignNames(sql, room, schemas))) {
      trespasses.push({ file: `server/migrations/${path}`, line: lineOf(sql, names), room, names });
    }
  }
  return { trespasses, namesSeen };
}

/** A migration belongs to the room whose schema it creates, or else to the one that it names most. */
function roomOfMigration(sql: string, schemas: Schemas): string {
  const [created] = sql.matchAll(CREATED_SCHEMA);
  if (created) return schemas.owner.get(created[1] ?? '') ?? '';
  const byOwner = Map.groupBy(
    foreignNames(sql, '', schemas),
    (name) => schemas.owner.get(name.split('.')[0] ?? '') ?? '',
  );
  return [...byOwner].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}

function main(root: string): void {
  const { trespasses, namesSeen } = findTrespasses(root);
  for (const { file, line, room, names } of trespasses) {
    console.log(
      `${file}:${line} ${room} names ${names}, which another room owns: go through that room's index.ts`,
    );
  }
  console.log(`${namesSeen} names of tables and functions read, ${trespasses.length} out of bounds`);
  if (trespasses.length > 0 || namesSeen === 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = process.argv[2] ?? dirname(import.meta.dirname);
  if (existsSync(join(root, 'server/migrations'))) main(root);
  else {
    console.log(`${basename(root)} has no server/migrations`);
    process.exitCode = 1;
  }
}
