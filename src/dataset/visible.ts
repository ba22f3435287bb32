/** Control characters are drawn as their pictures, and text from right to left does not turn what stands beside it. */
export function visible(text: string): string {
  const drawn = text.replaceAll(/\p{Cc}/gu, (control) => String.fromCharCode(0x2400 + (control.charCodeAt(0) % 0x40)));
  return /[\u0590-\u08ff\u202a-\u202e\u2066-\u2069]/.test(drawn) ? `\u2068${drawn}\u2069` : drawn;
}
