/** Folding, outline and breadcrumbs of a row's document. */
import * as vscode from 'vscode';
import { outlineOf, type Section } from './outline.ts';
import { rowLanguage, rowScheme, sectionTitles } from './row-document.ts';

export function registerRowLanguage(): vscode.Disposable {
  const selector = { scheme: rowScheme };
  const setLanguage = (document: vscode.TextDocument) => {
    if (document.uri.scheme === rowScheme && document.languageId !== rowLanguage)
      void vscode.languages.setTextDocumentLanguage(document, rowLanguage);
  };
  vscode.workspace.textDocuments.forEach(setLanguage);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(setLanguage),
    vscode.languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: (document) =>
        sectionsOf(document)
          .filter(({ start, end }) => end > start)
          .map(({ start, end }) => new vscode.FoldingRange(start, end, vscode.FoldingRangeKind.Region)),
    }),
    vscode.languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: (document) => symbolsOf(document, sectionsOf(document)),
    }),
  );
}

const sectionsOf = (document: vscode.TextDocument) =>
  outlineOf(document.getText().split('\n'), Object.values(sectionTitles()));

function symbolsOf(document: vscode.TextDocument, sections: readonly Section[]): vscode.DocumentSymbol[] {
  const roots: vscode.DocumentSymbol[] = [];
  for (const { title, level, start, end } of sections) {
    const line = document.lineAt(start).range;
    const kind = level === 1 ? vscode.SymbolKind.Namespace : vscode.SymbolKind.String;
    const symbol = new vscode.DocumentSymbol(title, '', kind, line.union(document.lineAt(end).range), line);
    if (level === 1) roots.push(symbol);
    else roots.at(-1)?.children.push(symbol);
  }
  return roots;
}
