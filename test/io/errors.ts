import { AsclepiusError, type ErrorCode } from '../../runtime/protocol/errors.ts';

/** The code of the error that a call ends with. Anything but an AsclepiusError is thrown on. */
export function codeOf(call: () => unknown): ErrorCode | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof AsclepiusError) return error.code;
    throw error;
  }
}

/** As codeOf, for a call that takes its time. */
export async function codeOfAsync(call: () => Promise<unknown>): Promise<ErrorCode | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return codeOf(() => {
      throw error;
    });
  }
}
