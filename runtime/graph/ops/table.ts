/** The one table of ops: shape rule, gradient and lowering of each. */
import { elementwise } from './elementwise.ts';
import { generation } from './generation.ts';
import { nn } from './nn.ts';
import { products } from './products.ts';
import type { OpTable } from './rule.ts';
import { shape } from './shape.ts';

export const opRules: OpTable = { ...elementwise, ...shape, ...products, ...nn, ...generation };
