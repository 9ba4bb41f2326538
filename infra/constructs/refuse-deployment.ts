import { CfnRule, Fn, type Stack } from 'aws-cdk-lib';

/**
 * Makes CloudFormation refuse a template whose functions were bundled for this machine: they carry no native packages,
 * and would fail only once a document is to be read.
 */
export function refuseDeployment(stack: Stack): void {
  new CfnRule(stack, 'BundledForAws', {
    assertions: [
      {
        assert: Fn.conditionEquals('local', 'aws'),
        assertDescription: 'Bundle for AWS first: node infra/bundle.ts --target aws',
      },
    ],
  });
}
