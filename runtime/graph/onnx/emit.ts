/** Writes a graph as an ONNX model for one device: every node by its op's lowering, weights as external data. */
import { type Dim, showDim } from '../dim.ts';
import type { Graph, Literal, Node, TensorType, Value } from '../ir.ts';
import type { Device, Emitter, OnnxAttributes } from '../ops/rule.ts';
import { opRules } from '../ops/table.ts';
import { encodeModel, onnxType } from './proto.ts';

/** Where a frozen float32 weight lies: a file in the weights folder, by its name alone. */
export interface ExternalWeight {
  readonly fileName: string;
  readonly offset: number;
  readonly length: number;
}

const opset = 20;
const irVersion = 9;

/**
 * @returns the bytes of a ModelProto (ONNX opset 20 with com.microsoft 1). Weights stay in their files.
 */
export function toOnnx(graph: Graph, device: Device, locate: (name: string) => ExternalWeight): Uint8Array {
  const nodes: OnnxNode[] = [];
  const initializers = new Map<string, object>();
  const names = new Map<Value, string>();
  let next = 0;

  const emitter: Emitter = {
    device,
    emit(opType, inputs, attributes = {}, { outputs = 1, domain } = {}) {
      const output = Array.from({ length: outputs }, () => `v${next++}`);
      nodes.push({
        opType,
        name: `${opType}_${nodes.length}`,
        domain: domain ?? '',
        input: inputs,
        output,
        attribute: attributesOf(attributes),
      });
      return output;
    },
    literal(data, shape) {
      const dataType =
        data instanceof BigInt64Array ? onnxType.i64 : data instanceof Int32Array ? onnxType.i32 : onnxType.f32;
      const key = data.length <= 16 ? `c${dataType}_${shape.join('x')}_${[...data].join('_')}` : `k${next++}`;
      if (!initializers.has(key)) initializers.set(key, { name: key, dataType, dims: shape, rawData: bytesOf(data) });
      return key;
    },
  };

  const nameOf = (value: Value): string => {
    const known = names.get(value);
    if (known) return known;
    const { source } = value;
    if (source.kind === 'node') throw new Error('a node reads a value that no earlier node made');
    const name = source.kind === 'constant' ? emitter.literal(source.data, value.type.shape as number[]) : source.name;
    if (source.kind === 'weight')
      initializers.set(name, externalTensor(name, value.type.shape as number[], locate(name)));
    names.set(value, name);
    return name;
  };

  for (const node of graph.nodes) {
    const outputs = lower(emitter, node, node.inputs.map(nameOf));
    node.outputs.forEach((value, i) => {
      names.set(value, outputs[i] as string);
    });
  }
  // Without them ONNX Runtime names each unknown size anew: it then loads in quadratic time (95 s for 30 layers, against
  // a few) and shares no buffer between values whose sizes it cannot tell to be equal.
  const computed = graph.nodes.flatMap(({ outputs }) => outputs).map((value) => valueInfo(nameOf(value), value.type));
  const outputs = [...graph.outputs].map(([name, value]) => identity(nameOf(value), name));

  return encodeModel({
    irVersion,
    producerName: 'asclepius',
    opsetImport: [
      { domain: '', version: opset },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph: {
      name: 'main',
      node: [...lastFirst(nodes), ...outputs.reverse()],
      initializer: [...initializers.values()],
      valueInfo: computed,
      input: graph.inputs.map((value) => valueInfo(nameOf(value), value.type)),
      output: [...graph.outputs].map(([name, value]) => valueInfo(name, value.type)),
    },
  });
}

function lower(emitter: Emitter, node: Node, inputs: string[]): string[] {
  const { lower: rule } = opRules[node.op];
  // The table pairs each op with its own node type; the pairing is lost once the op is known only as a union.
  type AnyLowering = (emitter: Emitter, node: Node, inputs: readonly string[]) => string[];
  const lowering = (typeof rule === 'function' ? rule : rule[emitter.device]) as AnyLowering;
  return lowering(emitter, node, inputs);
}

interface OnnxNode {
  readonly opType: string;
  readonly name: string;
  readonly domain?: string;
  readonly attribute?: readonly object[];
  readonly input: readonly string[];
  readonly output: readonly string[];
}

/**
 * Puts the nodes that no other reads, such as the gradients of an adapter, behind the others, the last first. ONNX Runtime
 * computes backwards from such nodes, the last in the list first: in the order of the graph, it would leave all gradients
 * of the upper layers, and with them what they are made of, until it is through with the lowest layer.
 */
function lastFirst(nodes: readonly OnnxNode[]): OnnxNode[] {
  const read = new Set(nodes.flatMap(({ input }) => input));
  const isRead = ({ output }: OnnxNode) => output.some((name) => read.has(name));
  return [...nodes.filter(isRead), ...nodes.filter((node) => !isRead(node)).reverse()];
}

const identity = (input: string, output: string) => ({
  opType: 'Identity',
  input: [input],
  output: [output],
  name: `out_${output}`,
});

const bytesOf = (data: Literal | BigInt64Array) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

function externalTensor(name: string, dims: number[], { fileName, offset, length }: ExternalWeight): object {
  const entries = { location: fileName, offset, length };
  return {
    name,
    dims,
    dataType: onnxType.f32,
    dataLocation: 1,
    externalData: Object.entries(entries).map(([key, value]) => ({ key, value: String(value) })),
  };
}

function valueInfo(name: string, type: TensorType): object {
  const dim = (size: Dim) => (typeof size === 'number' ? { dimValue: size } : { dimParam: showDim(size) });
  return { name, type: { tensorType: { elemType: onnxType[type.dtype], shape: { dim: type.shape.map(dim) } } } };
}

/** AttributeProto.AttributeType: FLOAT 1, INT 2, STRING 3, INTS 7. */
function attributesOf(attributes: OnnxAttributes): object[] {
  return Object.entries(attributes).map(([name, value]) => {
    if (typeof value === 'number') return { name, type: 2, i: value };
    if ('text' in value) return { name, type: 3, s: new TextEncoder().encode(value.text) };
    if ('float' in value) return { name, type: 1, f: value.float };
    return { name, type: 7, ints: value };
  });
}
