import type { Device } from '../graph/ops/rule.ts';
import { errors } from '../protocol/errors.ts';

/** How Dawn and the graphics APIs below it say that a device is gone; ONNX Runtime passes their words on. */
const lost =
  /\bis lost\b|\bdevice\W{0,2} (was )?lost\b|instance reference no longer exists|DEVICE_(LOST|REMOVED|HUNG|RESET)/i;

/** What a failed computation means: deviceLost where the driver took the device away, else the error itself. */
export const computeError = (device: Device, error: unknown): unknown =>
  device !== 'cpu' && lost.test(String(error)) ? errors.deviceLost(device) : error;
