/**
 * The product as CDK stacks, derived from `functions/catalogue.ts`. The CDK command runs this file; the local runtime
 * and the tests call `buildApp`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Tags, Validations } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { type BundleTarget, bundleFolder, isBundled, STAMP_FILE } from './bundle.ts';
import type { FunctionSurroundings } from './constructs/product-function.ts';
import { refuseDeployment } from './constructs/refuse-deployment.ts';
import { readSettings } from './settings.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { IntakeStack } from './stacks/intake-stack.ts';
import { LiveStack } from './stacks/live-stack.ts';

export interface AppOptions {
  /** For one machine: unchecked and uncopied, as fast as can be. Default false. */
  local?: boolean;
  /** Folder of the cloud assembly. Default the one that the CDK command names, else a temporary one. */
  outdir?: string;
  /** Settings, as `-c name=value` gives them; see `settings.ts`. */
  context?: Readonly<Record<string, unknown>>;
  /** Bundles to deploy. Default those for this machine. */
  target?: BundleTarget;
}

/** How a template is made, whoever makes it; in code, so that the CDK command and in-process callers agree. */
const SYNTHESIS_CONTEXT = {
  ...recommendedFlags,
  // The other kind is resolved by CloudFormation in a way that the local runtime does not know.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // The local runtime finds functions by their path.
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:version-reporting': false,
};

/** Bundles stay where they are: copying them costs half a start, and native packages are found from there. */
const LOCAL_CONTEXT = {
  local: true,
  'aws:cdk:disable-asset-staging': true,
};

/**
 * The app, ready for `synth()`. Bundles must have been made.
 * @throws ZodError when a setting cannot be right.
 */
export function buildApp(options: AppOptions = {}): App {
  const { local = false, target = 'local', context = {} } = options;
  const app = new App({
    ...(options.outdir !== undefined && { outdir: options.outdir }),
    analyticsReporting: false,
    // What only a person who reads the assembly, or an account, has use for. The checks alone take four seconds.
    builtinCloudFormationValidation: !local,
    stackTraces: !local,
    treeMetadata: !local,
    context: { ...SYNTHESIS_CONTEXT, ...(local && LOCAL_CONTEXT), ...context },
  });
  const settings = readSettings(app.node);
  const folder = bundleFolder(target);
  const stampFile = join(folder, STAMP_FILE);
  if (!existsSync(stampFile)) throw new Error(`nothing is bundled in ${folder}: run node infra/bundle.ts`);
  const code = { folder, stamp: local ? readFileSync(stampFile, 'utf8') : undefined };

  const data = new DataStack(app, `${settings.name}-data`, { settings });
  const surroundings: FunctionSurroundings = {
    settings,
    code,
    resources: data.resources,
    alarmTopic: data.alarms.topic,
  };
  const { queues } = data;
  const stacks = [
    new IntakeStack(app, `${settings.name}-intake`, { surroundings, queues }),
    new ApiStack(app, `${settings.name}-api`, { surroundings }),
    new LiveStack(app, `${settings.name}-live`, { surroundings, queues }),
  ];
  if (!local && target === 'local') for (const stack of stacks) refuseDeployment(stack);
  Tags.of(app).add('product', settings.name);
  return app;
}

if (import.meta.main) {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  const app = buildApp({ target: isBundled('aws') ? 'aws' : 'local' });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  app.synth();
}
