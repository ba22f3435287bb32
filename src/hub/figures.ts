import * as vscode from 'vscode';

/** Bytes as a person reads them, such as 269 MB. */
export function bytesText(bytes: number): string {
  const [unit, size] = bytes < 1e6 ? ['kilobyte', 1e3] : bytes < 1e9 ? ['megabyte', 1e6] : ['gigabyte', 1e9];
  const digits = bytes < 1e9 ? 0 : 1;
  const options = { style: 'unit', unit, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(vscode.env.language, options).format(bytes / Number(size));
}
