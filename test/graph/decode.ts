/** Reads an ONNX model back through ONNX's own description, to see what was written. */
import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';

export interface DecodedNode {
  readonly opType: string;
  readonly domain?: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly { name: string; i?: number; f?: number; ints?: readonly number[] }[];
}
export interface DecodedTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly externalData: readonly { key: string; value: string }[];
}
export interface DecodedModel {
  readonly opsetImport: readonly { domain?: string; version: number }[];
  readonly graph: {
    readonly node: readonly DecodedNode[];
    readonly initializer: readonly DecodedTensor[];
  };
}

export function decodeModel(bytes: Uint8Array): DecodedModel {
  const path = new URL('../../runtime/graph/onnx/onnx.proto', import.meta.url);
  const type = protobuf.parse(readFileSync(path, 'utf8')).root.lookupType('onnx.ModelProto');
  return type.toObject(type.decode(bytes), { longs: Number, arrays: true }) as DecodedModel;
}

/** One line a node: outputs = OpType(inputs) attributes */
export function printOnnx({ graph }: DecodedModel): string {
  return graph.node
    .map(({ opType, input, output, attribute }) => {
      const details = attribute.map(({ name, i, f, ints }) => ` ${name}=${ints?.length ? ints.join('x') : (f ?? i)}`);
      return `${output.join(', ')} = ${opType}(${input.join(', ')})${details.join('')}`;
    })
    .join('\n');
}
