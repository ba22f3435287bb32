/** How the hub is reached. Whatever goes wrong on the way is one of our errors, which name the hub and what helps. */
import { errors, isCancelled } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';

export interface Hub {
  /** Of a mirror; without it the library's own. */
  readonly endpoint?: string;
  /** Of the user's account, for models that want one. Never written anywhere by the runtime. */
  readonly token?: string;
}

/** A request about a model. */
export interface Asking {
  readonly hub: Hub;
  /** "OWNER/NAME" */
  readonly repo: string;
  readonly signal?: AbortSignal;
  /** Is told of an error before it goes into the library, which keeps no more of it than its message in places. */
  onError?(error: unknown): void;
}

/** What fetch takes. */
type Address = Parameters<typeof fetch>[0];

/** The library, loaded when the user asks for a model. */
export const library = () => import('@huggingface/hub');

/** Without a slash at its end. */
export async function endpointOf({ endpoint }: Hub): Promise<string> {
  return (endpoint || (await library()).HUB_URL).replace(/\/+$/, '');
}

/** What every call of the library takes. @throws usage for an endpoint that is none, or that the token must not go to */
export async function callOptions(asking: Asking) {
  const { hub } = asking;
  const hubUrl = await endpointOf(hub);
  refuseEndpoint(hubUrl, hub.token);
  const told: typeof fetch = (input, init) =>
    checkedFetch(asking, hubUrl, input, init).catch((error) => {
      asking.onError?.(error);
      throw error;
    });
  return { hubUrl, fetch: told, ...(hub.token ? { accessToken: hub.token } : {}) };
}

function refuseEndpoint(endpoint: string, token: string | undefined): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw errors.usage(t('"{0}" is no address of a hub: it begins with https://', endpoint));
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (token && url.protocol === 'http:' && !isHere)
    throw errors.usage(t('The access token does not go to {0} in the clear: give an address with https://', endpoint));
  if (token && !token.startsWith('hf_')) throw errors.usage(t('An access token of the hub begins with "hf_"'));
}

/** Throws for what the library would take for an answer, and our errors for the others. */
async function checkedFetch(
  { repo, signal }: Asking,
  hubUrl: string,
  input: Address,
  init?: RequestInit,
): Promise<Response> {
  const response = await reached(input, { ...init, ...(signal ? { signal } : {}) });
  const { host } = new URL(urlOf(input));
  const isPart = response.status === 206 || !new Headers(init?.headers).has('range');
  if (response.ok && isPart) return response;
  await response.body?.cancel();
  if (response.ok) throw errors.hubFault(host, t('it does not send parts of a file'));
  throw statusError(response, host, repo, hubUrl);
}

/** @throws cancelled, hubUnreachable */
async function reached(input: Address, init: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch (error) {
    throw brokenConnection(error, urlOf(input), init.signal);
  }
}

/** What a connection that could not be made, or broke, is called. */
export function brokenConnection(error: unknown, url: string, signal: AbortSignal | null | undefined): Error {
  if (signal?.aborted || isCancelled(error)) return errors.cancelled();
  return errors.hubUnreachable(new URL(url).host, reasonOf(error));
}

/** The system's code alone, such as ENOTFOUND: a message may quote an address with its key. */
function reasonOf(error: unknown): string {
  for (let each = error as { code?: unknown; cause?: unknown } | undefined; each; each = Object(each).cause) {
    if (typeof each.code === 'string') return each.code;
    if (each.cause === undefined) break;
  }
  return t('the connection broke');
}

const urlOf = (input: Address): string => (input instanceof Request ? input.url : String(input));

/** The hub says in a header why; it answers 401 for a model that is not there as for one that is private. */
function statusError({ status, headers }: Response, host: string, repo: string, endpoint: string): Error {
  const code = headers.get('x-error-code');
  if (code === 'GatedRepo' || status === 403) return errors.hubGated(repo, `${endpoint}/${repo}`);
  if (code === 'RevisionNotFound') return errors.hubMissing(t('{0} at this revision', repo), host);
  if (status === 401 || status === 404 || status === 410) return errors.hubMissing(repo, host);
  return errors.hubFault(host, status === 429 ? t('it was asked too often') : t('status {0}', status));
}
