/** "500-1500", "500-", "-1500" or "": {} where anything goes, undefined where it is no range. */
export function lengthRange(text: string): { min?: number; max?: number } | undefined {
  const [, from, to] = /^\s*(\d{0,9})\s*[-–]\s*(\d{0,9})\s*$/.exec(text) ?? [];
  if (text.trim() === '') return {};
  if (from === undefined || to === undefined) return undefined;
  if (from && to && Number(from) > Number(to)) return undefined;
  return { ...(from ? { min: Number(from) } : {}), ...(to ? { max: Number(to) } : {}) };
}
