/** What a repository of the hub holds, at one commit. */
import { z } from 'zod';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { type Asking, callOptions, library } from './hub.ts';

export interface HubFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Of the content, by the algorithm that the hub keeps it by: SHA-256 for large files, git's own for small ones. */
  readonly hash: { readonly algorithm: 'sha256' | 'git'; readonly hex: string };
}

export interface Repository {
  /** "OWNER/NAME" */
  readonly repo: string;
  /** The commit, so that all files are of one state. */
  readonly revision: string;
  readonly license?: string;
  /** In its topmost folder. */
  readonly files: readonly HubFile[];
}

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const infoSchema = z.object({
  sha: hex(40),
  tags: z.array(z.string()).optional(),
  cardData: z
    .object({ license: z.union([z.string(), z.array(z.string())]).optional(), license_name: z.string().optional() })
    .optional()
    .catch(undefined),
});
const entrySchema = z.object({
  path: z.string(),
  size: z.number().int().min(0),
  oid: hex(40),
  lfs: z.object({ oid: hex(64), size: z.number().int().min(0) }).optional(),
});

/** @throws hubUnreachable, hubGated, hubMissing, hubFault, cancelled, usage */
export async function openRepository(asking: Asking, revision?: string): Promise<Repository> {
  const { modelInfo, listFiles } = await library();
  const options = await callOptions(asking);
  return understood(options.hubUrl, async () => {
    const named = { ...options, name: asking.repo, ...(revision ? { revision } : {}) };
    const info = infoSchema.parse(await modelInfo({ ...named, additionalFields: ['sha', 'cardData', 'tags'] }));
    const files: HubFile[] = [];
    for await (const entry of listFiles({ ...options, repo: asking.repo, revision: info.sha }))
      if (entry.type === 'file') files.push(fileOf(entry));
    const license = licenseOf(info);
    return { repo: asking.repo, revision: info.sha, files, ...(license ? { license } : {}) };
  });
}

/** Whatever else than our errors comes out of the library is an answer that it could not make sense of. */
export async function understood<T>(endpoint: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AsclepiusError) throw error;
    throw errors.hubFault(new URL(endpoint).host, t('its answer is none of a hub'));
  }
}

function fileOf(entry: unknown): HubFile {
  const { path, size, oid, lfs } = entrySchema.parse(entry);
  if (lfs) return { path, size: lfs.size, hash: { algorithm: 'sha256', hex: lfs.oid } };
  return { path, size, hash: { algorithm: 'git', hex: oid } };
}

function licenseOf({ cardData, tags = [] }: z.output<typeof infoSchema>): string | undefined {
  const named = [cardData?.license ?? []].flat().join(', ');
  if (named === 'other' && cardData?.license_name) return cardData.license_name;
  return named || tags.find((tag) => tag.startsWith('license:'))?.slice('license:'.length);
}
