/** The product's templates as they would be deployed, for the tests to look at. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../infra/app.ts';
import { bundle } from '../../infra/bundle.ts';

/** A resource of a template, with the stack that it is in. */
interface TemplateResource {
  stack: string;
  logicalId: string;
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is whatever CloudFormation takes.
  Properties: any;
  DependsOn?: string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export interface ProductTemplates {
  /** By stack name. */
  templates: Record<
    string,
    { Resources: Record<string, object>; Outputs?: Record<string, { Value: unknown }> }
  >;
  resources: TemplateResource[];
  ofType(type: string): TemplateResource[];
}

/** Synthesizes with these settings. CDK's own checks are left to `npm run check:synth`: they take four seconds. */
export async function synthesize(context: Record<string, unknown> = {}): Promise<ProductTemplates> {
  await bundle('local');
  process.env.CDK_VALIDATION = 'false';
  const { directory } = buildApp({ outdir: mkdtempSync(join(tmpdir(), 'templates-')), context }).synth();
  const templates: ProductTemplates['templates'] = {};
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.template.json'))) {
    templates[file.replace('.template.json', '')] = JSON.parse(readFileSync(join(directory, file), 'utf8'));
  }
  const resources = Object.entries(templates).flatMap(([stack, template]) =>
    Object.entries(template.Resources).map(
      ([logicalId, resource]) => ({ stack, logicalId, Properties: {}, ...resource }) as TemplateResource,
    ),
  );
  return { templates, resources, ofType: (type) => resources.filter((resource) => resource.Type === type) };
}

/** One statement of a policy, with its actions and resources as lists. */
export interface Statement {
  effect: string;
  actions: string[];
  resources: string[];
  principal: unknown;
  condition: unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: a policy document is whatever CloudFormation takes.
export function statements(document: any): Statement[] {
  return document.Statement.map((statement: Record<string, unknown>) => ({
    effect: statement.Effect,
    actions: [statement.Action].flat(),
    resources: [statement.Resource].flat().map(shortName),
    principal: statement.Principal,
    condition: statement.Condition,
  }));
}

/**
 * A value of a template as a short text: references by the logical id, without the hash at its end and the words that
 * CDK adds for references between stacks.
 */
export function shortName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = ['', undefined]] = Object.entries(value) as [string, unknown][];
  switch (name) {
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map(shortName).join(separator);
    }
    case 'Fn::GetAtt':
      return withoutHash((argument as string[])[0] ?? '');
    case 'Ref':
      return String(argument).startsWith('AWS::') ? `<${argument}>` : withoutHash(String(argument));
    case 'Fn::ImportValue':
      return withoutHash(
        shortName(argument)
          .replace(/^.*:ExportsOutput(FnGetAtt|Ref)/, '')
          .replace(/(Arn)?[0-9A-F]{8}$/, ''),
      );
    default:
      return JSON.stringify(value);
  }
}

function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
