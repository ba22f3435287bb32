import { describe, expect, it } from 'vitest';
import { Builder } from '../../runtime/graph/builder.ts';
import { multiplyDims, symbol } from '../../runtime/graph/dim.ts';
import type { Graph } from '../../runtime/graph/ir.ts';
import { toOnnx } from '../../runtime/graph/onnx/emit.ts';
import { printGraph } from '../../runtime/graph/print.ts';
import { decodeModel, printOnnx } from './decode.ts';

function example(): Graph {
  const g = new Builder();
  const length = multiplyDims(2, symbol('half'));
  const tokens = g.input('tokens', 'i32', [length]);
  const embedded = g.gather(g.weight('embed', [10, 4]), tokens);
  const projected = g.block('layer0', () => g.silu(g.project(embedded, g.weight('w', [6, 4]))));
  const [first] = g.split(projected, 0, 2);
  g.output('y', g.matmul(projected, g.scale(first as typeof projected, 0.5), { transB: true }));
  return g.finish();
}

const locate = (name: string) => ({ fileName: 'model.safetensors', offset: name === 'w' ? 160 : 0, length: 4 });

it('a graph prints itself, a node a line, with types, attributes and blocks', () => {
  expect(printGraph(example())).toMatchInlineSnapshot(`
    "%0 i32[2*half] = input "tokens"
    %2 f32[2*half, 4] = gather("embed", "tokens")
    %4 f32[2*half, 6] = project(%2, "w") {direction: forward}  # layer0
    %5 f32[2*half, 6] = silu(%4)  # layer0
    %6 f32[half, 6], %7 f32[half, 6] = split(%5) {axis: 0, parts: 2}
    %9 f32[half, 6] = mul(%6, 0.5)
    %10 f32[2*half, half] = matmul(%5, %9) {transA: false, transB: true}
    output y = %10
    "
  `);
});

describe('the ONNX model of a graph', () => {
  it.each(['cpu', 'webgpu'] as const)('has the nodes that %s can run', (device) => {
    expect(printOnnx(decodeModel(toOnnx(example(), device, locate)))).toMatchSnapshot();
  });

  it('leaves the weights where they are: it names file, offset and length', () => {
    const { graph } = decodeModel(toOnnx(example(), 'cpu', locate));
    const weight = graph.initializer.find(({ name }) => name === 'w');
    expect(weight?.dims).toEqual([6, 4]);
    expect(Object.fromEntries(weight?.externalData.map(({ key, value }) => [key, value]) ?? [])).toEqual({
      location: 'model.safetensors',
      offset: '160',
      length: '4',
    });
  });

  it('is the same bytes each time', () => {
    expect(Buffer.compare(toOnnx(example(), 'cpu', locate), toOnnx(example(), 'cpu', locate))).toBe(0);
  });
});
