import { expect, test } from 'vitest';
import type { AssemblyStack, Template } from '../../../../infra/local/assembly.ts';
import { resolveAssembly } from '../../../../infra/local/template.ts';

const ADDRESSES = { sqsUrl: 'http://127.0.0.1:3001', apiUrl: 'http://127.0.0.1:3000' };
const stack = (name: string, template: Template): AssemblyStack => ({
  name,
  template,
  assets: new Map(),
  paths: new Map(),
});
const resolve = (value: unknown, template: Template = {}) => {
  const Resources = {
    Queue: { Type: 'AWS::SQS::Queue' },
    Probe: { Type: 'Test::Probe', Properties: { value } },
    ...template.Resources,
  };
  const model = resolveAssembly([stack('S', { ...template, Resources })], ADDRESSES);
  return model.ofType('Test::Probe')[0]?.properties.value;
};

test('references become what the resources are on this machine', () => {
  expect(resolve({ Ref: 'Queue' })).toBe('http://127.0.0.1:3001/000000000000/S-Queue');
  expect(resolve({ 'Fn::GetAtt': ['Queue', 'Arn'] })).toBe('arn:aws:sqs:eu-west-3:000000000000:S-Queue');
  expect(resolve({ 'Fn::GetAtt': 'Queue.QueueName' })).toBe('S-Queue');
  expect(resolve({ Ref: 'AWS::Region' })).toBe('eu-west-3');
});

test('text functions nest', () => {
  const parts = { 'Fn::Split': ['/', { 'Fn::Join': ['/', ['a', { Ref: 'AWS::AccountId' }, 'c']] }] };
  expect(resolve({ 'Fn::Select': ['1', parts] })).toBe('000000000000');
  const text = `\${Queue.Arn} \${!kept} \${Own} \${AWS::StackName}`;
  expect(resolve({ 'Fn::Sub': [text, { Own: { Ref: 'AWS::Partition' } }] })).toBe(
    `arn:aws:sqs:eu-west-3:000000000000:S-Queue \${kept} aws S`,
  );
});

test('conditions choose values, drop keys and leave resources out', () => {
  const template: Template = {
    Parameters: { Stage: { Default: 'dev' } },
    Conditions: {
      IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
      IsOther: { 'Fn::Not': [{ Condition: 'IsDev' }] },
    },
    Resources: { Gone: { Type: 'AWS::S3::Bucket', Condition: 'IsOther' } },
  };
  expect(resolve({ 'Fn::If': ['IsDev', 'yes', 'no'] }, template)).toBe('yes');
  expect(resolve({ a: 1, b: { 'Fn::If': ['IsOther', 2, { Ref: 'AWS::NoValue' }] } }, template)).toEqual({
    a: 1,
  });
  expect(resolveAssembly([stack('S', template)], ADDRESSES).resources).toEqual([]);
});

test('a stack imports what an earlier one exports', () => {
  const data = stack('Data', {
    Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'things' } } },
    Outputs: { Name: { Value: { Ref: 'Table' }, Export: { Name: 'Data:Table' } } },
  });
  const product = stack('Product', {
    Resources: { Probe: { Type: 'Test::Probe', Properties: { value: { 'Fn::ImportValue': 'Data:Table' } } } },
  });
  const model = resolveAssembly([data, product], ADDRESSES);
  expect(model.find('Test::Probe', 'Probe')?.properties).toEqual({ value: 'things' });
  expect(model.outputs).toEqual({ 'Data.Name': 'things' });
});

test('names made up for resources are valid, short enough, and stay apart', () => {
  const id = (end: string) => `${'VeryLong'.repeat(12)}${end}`;
  const bucket = { Type: 'AWS::S3::Bucket' };
  const model = resolveAssembly(
    [stack('Big', { Resources: { [id('AAAA1111')]: bucket, [id('BBBB2222')]: bucket } })],
    ADDRESSES,
  );
  const names = model.resources.map(({ name }) => name);
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^[a-z0-9-]{3,63}$/);
});

test('a resource is found by name, ARN, logical id and the end of its construct path', () => {
  const resources = {
    Intake1A2B3C4D: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'intake-fn' } },
  };
  const paths = new Map([['Intake1A2B3C4D', 'Product/Pipeline/Intake/Resource']]);
  const model = resolveAssembly([{ ...stack('Product', { Resources: resources }), paths }], ADDRESSES);
  const arn = 'arn:aws:lambda:eu-west-3:000000000000:function:intake-fn';
  for (const identifier of [
    'intake-fn',
    arn,
    'Intake1A2B3C4D',
    'Intake',
    'Pipeline/Intake',
    'Product/Pipeline/Intake',
  ]) {
    expect(model.find('AWS::Lambda::Function', identifier)?.name).toBe('intake-fn');
  }
  expect(model.find('AWS::Lambda::Function', 'take')).toBeUndefined();
});
