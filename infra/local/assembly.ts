import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { LocalSetupError } from './setup-error.ts';

/** One resource of a CloudFormation template, before anything in it is resolved. */
export interface TemplateResource {
  Type: string;
  Condition?: string;
  Properties?: Record<string, unknown>;
  Metadata?: Record<string, unknown>;
}

/** The parts of a CloudFormation template that the runtime reads. */
export interface Template {
  Resources?: Record<string, TemplateResource>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
  Parameters?: Record<string, { Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
}

/** A stack of the assembly with the folders of its assets, by object key in the asset bucket. */
export interface AssemblyStack {
  name: string;
  template: Template;
  assets: ReadonlyMap<string, string>;
  /** Construct paths (`Stack/Intake/Resource`) by logical id. */
  paths: ReadonlyMap<string, string>;
}

interface Artifact {
  type: string;
  dependencies?: string[];
  properties?: Record<string, unknown>;
  metadata?: Metadata;
  additionalMetadataFile?: string;
}

type Metadata = Record<string, { type: string; data?: unknown }[]>;

interface Manifest {
  artifacts?: Record<string, Artifact>;
}

/**
 * Reads a synthesized cloud assembly (`cdk.out`), stages included, and returns its stacks so that a stack comes
 * after those it depends on. Throws `LocalSetupError` when the folder is no assembly.
 */
export function readAssembly(directory: string): AssemblyStack[] {
  let manifest: Manifest;
  try {
    manifest = readJson(join(directory, 'manifest.json')) as Manifest;
  } catch (cause) {
    throw new LocalSetupError(`${directory} holds no synthesized cloud assembly (manifest.json).`, { cause });
  }
  const artifacts = manifest.artifacts ?? {};
  const ordered: AssemblyStack[] = [];
  const visited = new Set<string>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (!artifact || visited.has(id)) return;
    visited.add(id);
    for (const dependency of artifact.dependencies ?? []) visit(dependency);
    if (artifact.type === 'aws:cloudformation:stack') {
      ordered.push(readStack(directory, id, artifact));
    } else if (artifact.type === 'cdk:cloud-assembly') {
      ordered.push(...readAssembly(join(directory, String(artifact.properties?.directoryName))));
    }
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return ordered;
}

function readStack(directory: string, id: string, artifact: Artifact): AssemblyStack {
  const { properties = {}, metadata = {}, additionalMetadataFile } = artifact;
  const more = additionalMetadataFile === undefined ? {} : readJson(join(directory, additionalMetadataFile));
  return {
    name: String(properties.stackName ?? id),
    template: readJson(join(directory, String(properties.templateFile))) as Template,
    assets: readAssets(directory, `${id}.assets.json`),
    paths: readPaths({ ...metadata, ...(more as Metadata) }),
  };
}

function readPaths(metadata: Metadata): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [path, entries] of Object.entries(metadata)) {
    const id = entries.find(({ type }) => type === 'aws:cdk:logicalId')?.data;
    if (typeof id === 'string') paths.set(id, path.replace(/^\//, ''));
  }
  return paths;
}

/** The object key that a template names is the only link to an asset's folder which is always there. */
function readAssets(directory: string, file: string): Map<string, string> {
  const folders = new Map<string, string>();
  let manifest: {
    files?: Record<
      string,
      { source: { path?: string }; destinations: Record<string, { objectKey?: string }> }
    >;
  };
  try {
    manifest = readJson(join(directory, file)) as typeof manifest;
  } catch {
    return folders; // a stack may have no assets at all
  }
  for (const asset of Object.values(manifest.files ?? {})) {
    const path = asset.source.path;
    if (path === undefined) continue;
    for (const { objectKey } of Object.values(asset.destinations)) {
      if (objectKey) folders.set(objectKey, isAbsolute(path) ? path : join(directory, path));
    }
  }
  return folders;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
