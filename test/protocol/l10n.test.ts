import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { errors } from '../../runtime/protocol/errors.ts';
import { translate } from '../../runtime/protocol/l10n.ts';
import { parseConfig } from '../../runtime/protocol/parse-config.ts';

const bundle = join(import.meta.dirname, '..', '..', 'l10n', 'bundle.l10n.ko.json');
beforeAll(() => translate(JSON.parse(readFileSync(bundle, 'utf8'))));

test('once the editor has given its translations, an error of shared code has message and remedy in its language', () => {
  expect(errors.diskFull('/a', 2 ** 21)).toMatchObject({
    message: '/a을(를) 쓸 공간이 없습니다(2 MiB 필요)',
    remedy: '공간을 확보한 뒤 재개하세요. 앞서 쓴 내용은 그대로 있습니다.',
  });
});

test.each([
  [{ epochs: 0 }, 'epochs: 0보다 커야 합니다'],
  [{ batchSize: 1.5 }, 'batchSize: 정수여야 합니다'],
  [{ method: 'prompt' }, 'method: 다음 중 하나여야 합니다: lora, full'],
  [{ precision: 'bf16' }, 'precision: 지금은 "fp32"만 계산합니다. 나머지는 CUDA 실행기와 함께 제공됩니다'],
  [{ devices: [0] }, 'devices: 여러 GPU는 CUDA 실행기만 쓰며 아직 제공되지 않습니다. 목록을 비워 두세요'],
])('and so has a fault of a config: %j', (config, message) => {
  expect(() => parseConfig(config, 'a.json')).toThrow(`구성 a.json: ${message}`);
});
