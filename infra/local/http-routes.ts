/** A route of an HTTP API: its key as declared and what it leads to. */
export interface HttpRoute<Target> {
  /** `GET /tasks/{task_id}`, `ANY /files/{proxy+}` or `$default`. */
  key: string;
  target: Target;
}

/** A found route with its path parameters, percent-decoded. */
export interface RouteMatch<Target> {
  route: HttpRoute<Target>;
  pathParameters: Record<string, string> | undefined;
}

interface Leaf<Target> {
  route: HttpRoute<Target>;
  parameterNames: string[];
}

interface Node<Target> {
  children: Map<string, Node<Target>>;
  variable: Node<Target> | undefined;
  /** Routes that end here, by method. */
  leaves: Map<string, Leaf<Target>>;
  /** Routes that take everything from here on, by method. */
  greedy: Map<string, Leaf<Target>>;
}

const createNode = <Target>(): Node<Target> => ({
  children: new Map(),
  variable: undefined,
  leaves: new Map(),
  greedy: new Map(),
});

/**
 * Finds routes as API Gateway does: a fixed segment beats a variable one, that beats `{proxy+}`, a named method beats
 * `ANY`, and `$default` takes the rest. Segments are compared as they were sent, so an encoded slash stays inside one.
 */
export class HttpRoutes<Target> {
  readonly #root: Node<Target> = createNode();
  readonly #default: HttpRoute<Target> | undefined;

  constructor(routes: readonly HttpRoute<Target>[]) {
    for (const route of routes) {
      if (route.key === '$default') this.#default = route;
      else this.#add(route);
    }
  }

  /** The route for a method and a path as sent (without its query), `undefined` if there is none. */
  find(method: string, path: string): RouteMatch<Target> | undefined {
    const segments = path.slice(1).split('/');
    const values: string[] = [];
    const leaf = search(this.#root, segments, 0, method, values);
    if (!leaf) return this.#default && { route: this.#default, pathParameters: undefined };
    if (leaf.parameterNames.length === 0) return { route: leaf.route, pathParameters: undefined };
    const pathParameters: Record<string, string> = {};
    leaf.parameterNames.forEach((name, index) => {
      pathParameters[name] = decodePath(values[index] ?? '');
    });
    return { route: leaf.route, pathParameters };
  }

  #add(route: HttpRoute<Target>): void {
    const [method = '', path = ''] = route.key.split(' ');
    const parameterNames: string[] = [];
    let node = this.#root;
    for (const segment of path.slice(1).split('/')) {
      const name = /^\{(.+?)(\+?)\}$/.exec(segment);
      if (!name) {
        let child = node.children.get(segment);
        if (!child) {
          child = createNode();
          node.children.set(segment, child);
        }
        node = child;
        continue;
      }
      parameterNames.push(name[1]!);
      if (name[2] === '+') {
        node.greedy.set(method, { route, parameterNames });
        return;
      }
      node = node.variable ??= createNode();
    }
    node.leaves.set(method, { route, parameterNames });
  }
}

function search<Target>(
  node: Node<Target>,
  segments: readonly string[],
  index: number,
  method: string,
  values: string[],
): Leaf<Target> | undefined {
  const segment = segments[index];
  if (segment === undefined) return node.leaves.get(method) ?? node.leaves.get('ANY');
  const child = node.children.get(segment);
  const fixed = child && search(child, segments, index + 1, method, values);
  if (fixed) return fixed;
  if (segment === '') return undefined;
  if (node.variable) {
    values.push(segment);
    const variable = search(node.variable, segments, index + 1, method, values);
    if (variable) return variable;
    values.pop();
  }
  const greedy = node.greedy.get(method) ?? node.greedy.get('ANY');
  if (greedy) values.push(segments.slice(index).join('/'));
  return greedy;
}

/** Percent-decoded, or as it is when the escapes are no UTF-8. */
export function decodePath(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
