/** Processes that the editor starts while it speaks another language than English. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { connect } from '../../runtime/client/connect.ts';
import { launch } from '../../runtime/client/launch.ts';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { translationsVariable } from '../../runtime/protocol/l10n.ts';
import { serviceProtocol } from '../../runtime/protocol/service.ts';
import { readEndpoint } from '../../runtime/runs/endpoint-file.ts';
import { newRun, program, temporaryStorage, watch } from './runs.ts';

const korean = join(import.meta.dirname, '..', '..', 'l10n', 'bundle.l10n.ko.json');
const ignored = {
  'dataset/progress': () => {},
  'dataset/hits': () => {},
  'ask/progress': () => {},
  'ask/token': () => {},
};

/** What a service process says of a table and of a model that are not there. */
async function complaints(translations: string) {
  const storage = temporaryStorage();
  const folder = join(storage, 'service');
  const child = execa(process.execPath, [program, 'service', '--folder', folder], {
    env: { ASCLEPIUS_HOME: storage, [translationsVariable]: translations },
    stdin: 'pipe',
  });
  try {
    while (readEndpoint(folder)?.pid !== child.pid) await delay(20);
    const endpoint = readEndpoint(folder);
    const client = endpoint && (await connect(endpoint, serviceProtocol, ignored));
    if (!client) throw new Error('nobody answers');
    const table = await client.request('dataset/open', { source: '/no/such.csv' }).catch((error) => error);
    const config = fineTuneConfigSchema.parse({ model: '/no/such-model', device: 'cpu' });
    const plan = await client.request('plan/describe', { config });
    return { table, device: plan.device?.reason, model: plan.problems[0] };
  } finally {
    child.stdin.end();
    await child;
  }
}

test('a service process with translations speaks their language, in its errors, their remedies and its plans', async () => {
  const { table, device, model } = await complaints(korean);
  expect(table).toMatchObject({
    code: 'fileMissing',
    message: '데이터 파일을(를) 찾을 수 없습니다: /no/such.csv',
    remedy: '경로를 확인하거나 다른 파일을 고르세요.',
  });
  expect(device).toBe('CPU: 사용자가 지정했습니다.');
  expect(model).toMatchObject({ code: 'modelMissing', message: '모델을 찾을 수 없습니다: /no/such-model' });
});

test('where the translations are gone, it speaks English', async () => {
  const { table, device } = await complaints('/no/such-bundle.json');
  expect(table).toMatchObject({ message: 'Data file not found: /no/such.csv' });
  expect(device).toBe('CPU: it was asked for.');
});

test('a run that is started with translations says in their language why it failed', async () => {
  const storage = temporaryStorage();
  delete process.env.ASCLEPIUS_TRAINER;
  const run = newRun(storage, 'translated', { model: '/no/such-model' });
  await launch(run, { program, storage, translations: korean });
  const watching = watch(run);
  const { error } = await watching.seen('failed');
  expect(error).toMatchObject({ code: 'modelMissing', message: '모델을 찾을 수 없습니다: /no/such-model' });
  await watching.ended;
});
