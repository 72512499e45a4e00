// Applies JSON Patch (RFC 6902) without changing the old document; untouched parts stay the same objects,
// so that screens redraw only what changed.

export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly from: string; readonly path: string };

/** The patch does not fit the document: the reader has lost its place and needs a new view. */
export class PatchMisfit extends Error {
  override readonly name = 'PatchMisfit';
}

type Container = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Splits a JSON Pointer (RFC 6901). */
export function parsePointer(path: string): readonly string[] {
  if (path === '') return [];
  if (!path.startsWith('/')) throw new PatchMisfit(`not a pointer: ${path}`);
  return path
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function index(list: readonly unknown[], token: string, end: number): number {
  const at = token === '-' ? list.length : Number(token);
  if (!Number.isInteger(at) || at < 0 || at > end) throw new PatchMisfit(`no place ${token} in a list`);
  return at;
}

function child(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return value[index(value, token, value.length - 1)];
  if (isContainer(value) && Object.hasOwn(value, token)) return (value as Record<string, unknown>)[token];
  throw new PatchMisfit(`nothing at ${token}`);
}

function read(document: unknown, path: string): unknown {
  return parsePointer(path).reduce(child, document);
}

type Change = (parent: Container, token: string) => Container;

function changeAt(value: unknown, tokens: readonly string[], change: Change): unknown {
  if (!isContainer(value)) throw new PatchMisfit('a leaf has no parts');
  const [token = '', ...rest] = tokens;
  if (rest.length === 0) return change(value, token);
  return withPart(value, token, changeAt(child(value, token), rest, change));
}

function withPart(parent: Container, token: string, part: unknown): Container {
  if (Array.isArray(parent)) return parent.with(index(parent, token, parent.length - 1), part);
  return { ...parent, [token]: part };
}

const adding =
  (value: unknown): Change =>
  (parent, token) =>
    Array.isArray(parent)
      ? parent.toSpliced(index(parent, token, parent.length), 0, value)
      : { ...parent, [token]: value };

const replacing =
  (value: unknown): Change =>
  (parent, token) => {
    child(parent, token);
    return withPart(parent, token, value);
  };

const removing: Change = (parent, token) => {
  child(parent, token);
  if (Array.isArray(parent)) return parent.toSpliced(Number(token), 1);
  const { [token]: _gone, ...rest } = parent as Record<string, unknown>;
  return rest;
};

function put(document: unknown, path: string, value: unknown, change: (value: unknown) => Change): unknown {
  return path === '' ? value : changeAt(document, parsePointer(path), change(value));
}

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isContainer(a) || !isContainer(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]))
  );
}

function applyOne(document: unknown, operation: PatchOperation): unknown {
  switch (operation.op) {
    case 'add':
      return put(document, operation.path, operation.value, adding);
    case 'replace':
      return put(document, operation.path, operation.value, replacing);
    case 'remove':
      return changeAt(document, parsePointer(operation.path), removing);
    case 'test':
      if (!equal(read(document, operation.path), operation.value))
        throw new PatchMisfit(`test at ${operation.path}`);
      return document;
    case 'copy':
      return put(document, operation.path, read(document, operation.from), adding);
    case 'move': {
      const value = read(document, operation.from);
      return put(changeAt(document, parsePointer(operation.from), removing), operation.path, value, adding);
    }
  }
}

/** The patched document. Raises PatchMisfit when a place does not exist or a test fails. */
export function applyPatch<T>(document: T, patch: readonly PatchOperation[]): T {
  return patch.reduce<unknown>(applyOne, document) as T;
}
