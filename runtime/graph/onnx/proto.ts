/** ONNX's own protobuf description (onnx.proto, Apache-2.0, beside this file), read by protobufjs. */
import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';

let modelProto: protobuf.Type | undefined;

/** Serialises a ModelProto given as a plain object with camelCase fields. */
export function encodeModel(model: object): Uint8Array {
  if (!modelProto) {
    const text = readFileSync(new URL('./onnx.proto', import.meta.url), 'utf8');
    modelProto = protobuf.parse(text).root.lookupType('onnx.ModelProto');
  }
  return modelProto.encode(modelProto.fromObject(model)).finish();
}

/** TensorProto.DataType */
export const onnxType = { f32: 1, u8: 2, i8: 3, i32: 6, i64: 7, bool: 9 } as const;
