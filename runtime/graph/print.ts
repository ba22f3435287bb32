/** The graph as text, a node a line: `%7 f32[2*length, 64] = project(%3, "model.embed_tokens.weight") {direction: forward}`. */
import { showShape } from './dim.ts';
import type { Graph, Value } from './ir.ts';

export function printGraph(graph: Graph): string {
  const typed = (value: Value) => `%${value.id} ${value.type.dtype}${showShape(value.type.shape)}`;
  const lines = graph.inputs.map((value) => `${typed(value)} = input ${operand(value)}`);
  for (const { op, inputs, outputs, attributes, block } of graph.nodes) {
    const details = Object.entries(attributes).map(([key, value]) => `${key}: ${showAttribute(value)}`);
    const suffix = details.length > 0 ? ` {${details.join(', ')}}` : '';
    lines.push(
      `${outputs.map(typed).join(', ')} = ${op}(${inputs.map(operand).join(', ')})${suffix}${block ? `  # ${block}` : ''}`,
    );
  }
  for (const [name, value] of graph.outputs) lines.push(`output ${name} = %${value.id}`);
  return `${lines.join('\n')}\n`;
}

function operand(value: Value): string {
  const { source } = value;
  if (source.kind === 'weight' || source.kind === 'input') return `"${source.name}"`;
  if (source.kind === 'constant')
    return source.data.length === 1 ? String(source.data[0]) : `const${showShape(value.type.shape)}`;
  return `%${value.id}`;
}

const showAttribute = (value: unknown): string =>
  Array.isArray(value)
    ? showShape(value)
    : typeof value === 'object' && value !== null
      ? showShape([value as never])
      : String(value);
