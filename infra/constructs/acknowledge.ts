/** Findings of cdk-nag that are meant, each with the reason that an auditor would ask for. */
import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts findings by rule (`AwsSolutions-S1`) on a construct and what is in it. */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
}

/** Accepts exactly these resources with a star in the rights of a role, and no others. */
export function acknowledgeWildcards(
  role: IConstruct,
  wildcards: readonly { resource: string; because: string }[],
): void {
  // Findings name a resource as the template does, which is settled only once references between stacks are: after
  // the tree is complete, and before it is validated.
  role.node.addValidation({
    validate: () => {
      for (const { resource, because } of wildcards) {
        const name = asFindingName(Stack.of(role).resolve(resource));
        acknowledge(role, { [`AwsSolutions-IAM5[Resource::${name}]`]: because });
      }
      return [];
    },
  });
}

/** A template's value in the flat form of cdk-nag's finding names. */
function asFindingName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const [[name, argument] = []] = Object.entries(value);
  switch (name) {
    case 'Fn::Join':
      return (argument[1] as unknown[]).map(asFindingName).join(argument[0]);
    case 'Fn::GetAtt':
      return `<${argument.join('.')}>`;
    case 'Fn::ImportValue':
      return asFindingName(argument);
    case 'Ref':
      return `<${argument}>`;
    default:
      return JSON.stringify(value);
  }
}
