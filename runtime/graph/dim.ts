/**
 * Symbolic sizes. A Dim is a whole number or a polynomial in named symbols with whole coefficients, kept in a canonical
 * form so that equal sizes compare equal: 2·length + past.
 */

/** A polynomial: monomial (symbols sorted and joined by "*") → coefficient, never zero. */
export interface Polynomial {
  readonly terms: ReadonlyMap<string, number>;
}
export type Dim = number | Polynomial;

/** Values of the symbols at run time. */
export type Bindings = Readonly<Record<string, number>>;

/** A size known only at run time, by name. */
export const symbol = (name: string): Dim => ({ terms: new Map([[name, 1]]) });

const termsOf = (dim: Dim): ReadonlyMap<string, number> =>
  typeof dim === 'number' ? new Map(dim === 0 ? [] : [['', dim]]) : dim.terms;

function canonical(terms: Map<string, number>): Dim {
  const entries = [...terms].filter(([, coefficient]) => coefficient !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return 0;
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === '') return first[1];
  return { terms: new Map(entries) };
}

const joinMonomials = (a: string, b: string) =>
  [...a.split('*'), ...b.split('*')]
    .filter((name) => name !== '')
    .sort()
    .join('*');

export function addDims(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  const sum = new Map(termsOf(a));
  for (const [monomial, coefficient] of termsOf(b)) sum.set(monomial, (sum.get(monomial) ?? 0) + coefficient);
  return canonical(sum);
}

export function multiplyDims(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  const product = new Map<string, number>();
  for (const [m, c] of termsOf(a))
    for (const [n, d] of termsOf(b)) {
      const monomial = joinMonomials(m, n);
      product.set(monomial, (product.get(monomial) ?? 0) + c * d);
    }
  return canonical(product);
}

/** An exact quotient; throws where a coefficient is not a multiple of the divisor. */
export function divideDim(dim: Dim, divisor: number): Dim {
  const quotient = [...termsOf(dim)].map(([monomial, c]) => [monomial, c / divisor] as const);
  if (quotient.some(([, c]) => !Number.isInteger(c))) throw new Error(`${showDim(dim)} is no multiple of ${divisor}`);
  return canonical(new Map(quotient));
}

/** The number of elements of a shape. */
export const sizeOf = (shape: readonly Dim[]): Dim => shape.reduce<Dim>(multiplyDims, 1);

export function equalDims(a: Dim, b: Dim): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b;
  return a.terms.size === b.terms.size && [...a.terms].every(([monomial, c]) => b.terms.get(monomial) === c);
}

export const equalShapes = (a: readonly Dim[], b: readonly Dim[]): boolean =>
  a.length === b.length && a.every((dim, axis) => equalDims(dim, b[axis] as Dim));

/** The size as a number; throws on a symbol without a value. */
export function evaluateDim(dim: Dim, bindings: Bindings): number {
  if (typeof dim === 'number') return dim;
  let total = 0;
  for (const [monomial, coefficient] of dim.terms) {
    let product = coefficient;
    for (const name of monomial.split('*')) {
      if (name === '') continue;
      const value = bindings[name];
      if (value === undefined) throw new Error(`size "${name}" has no value`);
      product *= value;
    }
    total += product;
  }
  return total;
}

export function showDim(dim: Dim): string {
  if (typeof dim === 'number') return String(dim);
  return [...dim.terms]
    .map(([monomial, c]) => (monomial === '' ? `${c}` : c === 1 ? monomial : `${c}*${monomial}`))
    .join('+');
}

export const showShape = (shape: readonly Dim[]): string => `[${shape.map(showDim).join(', ')}]`;
