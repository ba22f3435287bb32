/** Text as Markdown that says just that text: what a model wrote is never markup, link, picture or command. */

export function escaped(text: string): string {
  return (
    text
      .replaceAll(/[!-/:-@[-`{-~]/g, '\\$&')
      // An icon is made of what stays when the backslashes are gone.
      .replaceAll('\\$\\(', '\\$\u2060\\(')
      .replaceAll(/\r?\n/g, '<br>')
  );
}

/** A link that runs a command of ours. @param title is shown when the pointer rests on it */
export function commandLink(text: string, command: string, args: readonly unknown[], title = ''): string {
  const quoted = title.replaceAll(/[\s"\\`*_[\]<>&$]+/g, ' ').trim();
  const hint = quoted ? ` "${quoted.length > 240 ? `${quoted.slice(0, 240)}…` : quoted}"` : '';
  const query = encodeURIComponent(JSON.stringify(args)).replaceAll('(', '%28').replaceAll(')', '%29');
  return `[${text}](command:${command}?${query}${hint})`;
}
