import type { AssemblyStack, TemplateResource } from './assembly.ts';
import { attributeOf, nameOf, referenceOf } from './resource-names.ts';

/** Everything in the local runtime lives in one region of one account; no real account has this number. */
export const REGION = 'eu-west-3';
export const ACCOUNT_ID = '000000000000';

/** A resource with every intrinsic function in its properties resolved to what it is on this machine. */
export interface LocalResource {
  stack: string;
  logicalId: string;
  type: string;
  /** The physical name, stable over restarts. */
  name: string;
  arn: string;
  /** What `Ref` gives: a queue's URL, a topic's ARN, else usually the name. */
  ref: string;
  /** The construct path (`Stack/Intake/Resource`), empty if the assembly does not tell. */
  path: string;
  properties: Record<string, unknown>;
  tags: Record<string, string>;
  template: TemplateResource;
}

/** The whole assembly, resolved. */
export interface LocalModel {
  resources: LocalResource[];
  ofType(...types: string[]): LocalResource[];
  /** A resource by its ARN, name, `Ref`, logical id or the end of its construct path. */
  find(type: string, identifier: string): LocalResource | undefined;
  /** Output values by `Stack.OutputKey`. */
  outputs: Record<string, unknown>;
  /** The folder of an asset by its object key, `undefined` if there is none. */
  assetFolder(objectKey: string): string | undefined;
}

/** Where the services answer on this machine; queue URLs and API addresses are made from it. */
export interface LocalAddresses {
  sqsUrl: string;
  /** Base URL of the HTTP and WebSocket APIs, `http://127.0.0.1:3000`. */
  apiUrl: string;
}

type Lookup = (key: string) => unknown;

/** Resolves every stack; references to resources that the runtime does not know become stable made-up values. */
export function resolveAssembly(stacks: readonly AssemblyStack[], addresses: LocalAddresses): LocalModel {
  const exports = new Map<string, unknown>();
  const resources: LocalResource[] = [];
  const outputs: Record<string, unknown> = {};
  for (const stack of stacks) {
    const resolver = new StackResolver(stack, addresses, exports);
    resources.push(...resolver.resources());
    for (const [key, output] of Object.entries(stack.template.Outputs ?? {})) {
      const value = resolver.resolve(output.Value);
      outputs[`${stack.name}.${key}`] = value;
      if (output.Export) exports.set(String(resolver.resolve(output.Export.Name)), value);
    }
  }
  return {
    resources,
    outputs,
    ofType: (...types) => resources.filter((resource) => types.includes(resource.type)),
    find: (type, identifier) =>
      resources.find((resource) => resource.type === type && isNamed(resource, identifier)),
    assetFolder: (objectKey) =>
      stacks.map((stack) => stack.assets.get(objectKey)).find((folder) => folder !== undefined),
  };
}

function isNamed(resource: LocalResource, identifier: string): boolean {
  if ([resource.arn, resource.name, resource.ref, resource.logicalId, resource.path].includes(identifier))
    return true;
  // CDK calls the CloudFormation resource of a construct `Resource`, so `Stack/Intake/Resource` is `Intake`.
  const construct = resource.path.replace(/\/Resource$/, '');
  return construct !== '' && (construct === identifier || construct.endsWith(`/${identifier}`));
}

class StackResolver {
  readonly #stack: AssemblyStack;
  readonly #addresses: LocalAddresses;
  readonly #exports: ReadonlyMap<string, unknown>;
  readonly #names = new Map<string, string>();

  constructor(stack: AssemblyStack, addresses: LocalAddresses, exports: ReadonlyMap<string, unknown>) {
    this.#stack = stack;
    this.#addresses = addresses;
    this.#exports = exports;
  }

  resources(): LocalResource[] {
    const found: LocalResource[] = [];
    for (const [logicalId, template] of Object.entries(this.#stack.template.Resources ?? {})) {
      if (template.Condition && !this.#condition(template.Condition)) continue;
      const properties = this.resolve(template.Properties ?? {}) as Record<string, unknown>;
      found.push({
        stack: this.#stack.name,
        logicalId,
        type: template.Type,
        name: this.#name(logicalId),
        arn: String(this.#getAtt(logicalId, 'Arn')),
        ref: String(this.#ref(logicalId)),
        path: this.#stack.paths.get(logicalId) ?? '',
        properties,
        tags: readTags(properties.Tags),
        template,
      });
    }
    return found;
  }

  /** The value with intrinsic functions replaced; `AWS::NoValue` removes its key or list item. */
  resolve(value: unknown): unknown {
    if (Array.isArray(value))
      return value.map((item) => this.resolve(item)).filter((item) => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'))) {
      return this.#intrinsic(name, argument);
    }
    const resolved: Record<string, unknown> = {};
    for (const [key, item] of entries) {
      const result = this.resolve(item);
      if (result !== undefined) resolved[key] = result;
    }
    return resolved;
  }

  #intrinsic(name: string, argument: unknown): unknown {
    const list = () => this.resolve(argument) as unknown[];
    switch (name) {
      case 'Ref':
        return this.#ref(String(argument));
      case 'Fn::GetAtt': {
        const [id, attribute] = Array.isArray(argument) ? argument : String(argument).split(/\.(.*)/s);
        return this.#getAtt(String(id), String(this.resolve(attribute)));
      }
      case 'Fn::Join': {
        const [separator, parts] = list() as [string, unknown[]];
        return parts.map(String).join(separator);
      }
      case 'Fn::Sub':
        return this.#substitute(argument);
      case 'Fn::Select': {
        const [index, items] = list() as [unknown, unknown[]];
        return items[Number(index)];
      }
      case 'Fn::Split': {
        const [separator, text] = list() as [string, unknown];
        return String(text).split(separator);
      }
      case 'Fn::If': {
        const [condition, then, otherwise] = argument as [string, unknown, unknown];
        return this.resolve(this.#condition(condition) ? then : otherwise);
      }
      case 'Fn::ImportValue': {
        const exported = String(this.resolve(argument));
        if (!this.#exports.has(exported)) throw new Error(`No stack exports ${exported}.`);
        return this.#exports.get(exported);
      }
      case 'Fn::FindInMap': {
        const [map, top, second] = list() as [string, string, string];
        return this.resolve(this.#stack.template.Mappings?.[map]?.[top]?.[second]);
      }
      case 'Fn::Base64':
        return Buffer.from(String(this.resolve(argument))).toString('base64');
      case 'Fn::GetAZs':
        return ['a', 'b', 'c'].map((zone) => REGION + zone);
      default:
        return this.#evaluate(name, argument);
    }
  }

  #condition(name: string): boolean {
    return this.#evaluateCondition(this.#stack.template.Conditions?.[name]);
  }

  #evaluateCondition(expression: unknown): boolean {
    if (typeof expression !== 'object' || expression === null)
      return expression === true || expression === 'true';
    const [name, argument] = Object.entries(expression)[0] ?? [];
    return name === 'Condition'
      ? this.#condition(String(argument))
      : this.#evaluate(String(name), argument) === true;
  }

  #evaluate(name: string, argument: unknown): unknown {
    const items = argument as unknown[];
    switch (name) {
      case 'Fn::Equals':
        return String(this.resolve(items[0])) === String(this.resolve(items[1]));
      case 'Fn::And':
        return items.every((item) => this.#evaluateCondition(item));
      case 'Fn::Or':
        return items.some((item) => this.#evaluateCondition(item));
      case 'Fn::Not':
        return !this.#evaluateCondition(items[0]);
      default:
        throw new Error(`The local runtime does not know ${name}.`);
    }
  }

  #substitute(argument: unknown): string {
    const [text, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as [
      string,
      Record<string, unknown>,
    ];
    const lookup: Lookup = (key) => {
      if (key in variables) return this.resolve(variables[key]);
      const [id, attribute] = key.split(/\.(.*)/s);
      return attribute === undefined ? this.#ref(key) : this.#getAtt(String(id), attribute);
    };
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, key: string) =>
      literal ? `\${${key}}` : String(lookup(key.trim())),
    );
  }

  #ref(id: string): unknown {
    switch (id) {
      case 'AWS::Region':
        return REGION;
      case 'AWS::AccountId':
        return ACCOUNT_ID;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return this.#stack.name;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${REGION}:${ACCOUNT_ID}:stack/${this.#stack.name}/local`;
      case 'AWS::NotificationARNs':
        return [];
      case 'AWS::NoValue':
        return undefined;
    }
    const resource = this.#stack.template.Resources?.[id];
    if (!resource) return this.resolve(this.#stack.template.Parameters?.[id]?.Default ?? '');
    return referenceOf(resource.Type, this.#name(id), this.#addresses);
  }

  #getAtt(id: string, attribute: string): unknown {
    const resource = this.#stack.template.Resources?.[id];
    if (!resource) throw new Error(`${this.#stack.name} has no resource ${id}.`);
    return attributeOf(resource.Type, attribute, this.#name(id), this.#addresses);
  }

  #name(id: string): string {
    let name = this.#names.get(id);
    if (name === undefined) {
      const resource = this.#stack.template.Resources![id]!;
      name = nameOf(resource.Type, this.#stack.name, id, (key) => this.resolve(resource.Properties?.[key]));
      this.#names.set(id, name);
    }
    return name;
  }
}

/** CloudFormation writes tags as a list of pairs, or (ApiGatewayV2) as an object. */
function readTags(tags: unknown): Record<string, string> {
  if (Array.isArray(tags)) return Object.fromEntries(tags.map((tag) => [String(tag.Key), String(tag.Value)]));
  return typeof tags === 'object' && tags !== null ? (tags as Record<string, string>) : {};
}
